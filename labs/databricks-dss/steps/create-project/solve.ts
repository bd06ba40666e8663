import { projectPart } from '../../project-part';

export default [projectPart({ turns: ['dss.project-is-mine'] })];
