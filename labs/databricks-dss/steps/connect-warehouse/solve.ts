import { connectionParts } from '../../connection-parts';

export default connectionParts('warehouse');
