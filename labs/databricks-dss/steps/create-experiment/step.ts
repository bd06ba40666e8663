import { judgeExperiment, judgeLocation } from '@/labs/kit/databricks/experiment';
import { askExperiment, experimentNeeds, experimentUses } from '../../experiment';
import { lab } from '../../vocabulary';

export default lab.step({
  title: 'Create an experiment',
  minutes: 4,
  collects: ['experimentPath'],
  checks: [
    lab.check({
      id: 'databricks.experiment-exists',
      title: 'The experiment exists',
      needs: experimentNeeds,
      uses: experimentUses,
      ask: askExperiment,
      judge: ({ experiment }, { experimentPath }) => judgeExperiment(experiment, experimentPath),
    }),
    lab.check({
      id: 'databricks.experiment-is-on-mount',
      title: 'It keeps its artifacts on your mount',
      needs: [...experimentNeeds, 'mountName'],
      uses: experimentUses,
      ask: askExperiment,
      judge: ({ experiment }, { mountName }) => judgeLocation(experiment, mountName),
    }),
  ],
});
