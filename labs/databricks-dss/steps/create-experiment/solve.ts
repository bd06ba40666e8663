import { judgeLocation } from '@/labs/kit/databricks/experiment';
import { already, cannot, done } from '@/lib/lab/part';
import { experimentUses } from '../../experiment';
import { mlHost } from '../../ml-workspace';
import { lab } from '../../vocabulary';

/** A location cannot be changed, so an experiment with another one is left, and the next name is taken. */
const mostNames = 5;

const create = lab.part({
  id: 'experiment',
  what: 'Create an experiment in your folder of the workspace',
  turns: ['databricks.experiment-exists', 'databricks.experiment-is-on-mount'],
  details: {
    location: {
      what: ({ mountName, artifactFolder }) => `Artifact location: dbfs:/mnt/${mountName ?? ''}/${artifactFolder ?? ''}/mlflow`,
      turns: ['databricks.experiment-is-on-mount'],
    },
  },
  needs: ['mountName', 'artifactFolder'],
  uses: experimentUses,
  records: ['experimentPath', 'artifactFolder'],
  async act(clouds, known, { has }) {
    const { mountName, artifactFolder } = known;
    const workspace = clouds.databricks(await mlHost(clouds, known));
    const me = await workspace.me();
    for (let i = 1; i <= mostNames; i++) {
      const experimentPath = `/Users/${me.userName}/guided-diabetes${i > 1 ? `-${i}` : ''}`;
      const found = await workspace.experiment(experimentPath);
      const values = { experimentPath, artifactFolder };
      if (!found) {
        await workspace.createExperiment(experimentPath, has('location') ? `dbfs:/mnt/${mountName}/${artifactFolder}/mlflow` : '');
        return done(`Created ${experimentPath}.`, values);
      }
      const isRight = found.lifecycle_stage === 'active' && judgeLocation(found, mountName, artifactFolder).status === 'pass';
      if (isRight) return already(`${experimentPath} is there.`, values);
    }
    return cannot('You have several experiments whose artifact location is another one. Create one yourself under a new name.');
  },
});

export default [create];
