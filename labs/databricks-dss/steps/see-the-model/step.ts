import { savedModelIsActive } from '@/labs/kit/dss/saved-model';
import { lab } from '../../vocabulary';
import parts from './solve';

export default lab.step({
  title: 'See the model in DSS',
  minutes: 2,
  buildsOn: ['code-env-and-import'],
  secrets: ['dssKey'],
  checks: [lab.use(savedModelIsActive, { id: 'dss.saved-model-is-active', title: 'The model is in your project, its version active' })],
  parts,
});
