import { judgeExperiment, judgeLocation } from '@/labs/kit/databricks/experiment';
import { askExperiment, experimentNeeds, experimentUses } from '../../experiment';
import { lab } from '../../vocabulary';
import parts from './solve';

export default lab.step({
  title: 'Create an experiment',
  minutes: 4,
  buildsOn: ['mount-storage'],
  collects: ['artifactFolder', 'experimentPath'],
  checks: [
    lab.check({
      id: 'databricks.experiment-exists',
      title: 'The experiment exists, and is yours',
      needs: experimentNeeds,
      uses: experimentUses,
      ask: askExperiment,
      judge: ({ experiment, me }, { experimentPath }) => judgeExperiment(experiment, experimentPath, me),
    }),
    lab.check({
      id: 'databricks.experiment-is-on-mount',
      title: 'It keeps its artifacts on your mount, in your folder',
      needs: [...experimentNeeds, 'mountName', 'artifactFolder'],
      uses: experimentUses,
      ask: askExperiment,
      judge: ({ experiment }, { mountName, artifactFolder }) => judgeLocation(experiment, mountName, artifactFolder),
    }),
  ],
  parts,
});
