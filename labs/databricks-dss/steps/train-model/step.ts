import { askModel } from '@/labs/kit/databricks/logged-model';
import { experimentNeeds, experimentUses } from '../../experiment';
import { lab } from '../../vocabulary';
import { askStored, judgeModel, judgeStored, splitPath } from './model';
import { askRuns, judgeFinished, judgeLogged } from './runs';
import parts from './solve';

export default lab.step({
  title: 'Train and log the model',
  minutes: 8,
  buildsOn: ['create-cluster', 'create-experiment'],
  meanwhile: 'training takes seconds',
  checks: [
    lab.check({
      id: 'databricks.run-is-finished',
      title: 'Your run is finished',
      needs: experimentNeeds,
      uses: experimentUses,
      ask: askRuns,
      judge: (view) => judgeFinished(view, Date.now()),
      learns: ['runId'],
      learn: ({ chosen }) => ({ runId: chosen?.id ?? '' }),
    }),
    lab.check({
      id: 'databricks.run-has-params',
      title: 'It logged its two parameters',
      needs: experimentNeeds,
      uses: experimentUses,
      ask: askRuns,
      judge: ({ chosen }) => judgeLogged(chosen, 'params'),
    }),
    lab.check({
      id: 'databricks.run-has-metrics',
      title: 'It logged its three metrics',
      needs: experimentNeeds,
      uses: experimentUses,
      ask: askRuns,
      judge: ({ chosen }) => judgeLogged(chosen, 'metrics'),
    }),
    lab.check({
      id: 'databricks.run-has-model',
      title: 'It logged a model',
      needs: experimentNeeds,
      uses: experimentUses,
      async ask(clouds, known) {
        const { host, experimentId, chosen } = await askRuns(clouds, known);
        return askModel(clouds.databricks(host), experimentId, chosen);
      },
      judge: judgeModel,
    }),
    lab.check({
      id: 'storage.model-is-stored',
      title: 'The model is in the storage account, for you to see',
      needs: [...experimentNeeds, 'mountName', 'storageAccount', 'storageContainer'],
      uses: experimentUses,
      ask: askStored,
      judge: judgeStored,
      learns: ['artifactsPath', 'modelDirectory'],
      learn: ({ path }) => splitPath(path),
    }),
  ],
  parts,
});
