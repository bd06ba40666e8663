import { cannot, done } from '@/lib/lab/part';
import { codeBlocksOf, filledCode } from '@/lib/lab/texts';
import { experimentNeeds } from '../../experiment';
import { runMlCells } from '../../ml-cells';
import { mlClusterNeeds, mlClusterUses } from '../../ml-workspace';
import { lab } from '../../vocabulary';

const train = lab.part({
  id: 'train',
  what: 'Run the two cells of this page on the cluster: they train the model and log it',
  turns: [
    'databricks.run-is-finished',
    'databricks.run-has-params',
    'databricks.run-has-metrics',
    'databricks.run-has-model',
    'storage.model-is-stored',
  ],
  needs: [...mlClusterNeeds, ...experimentNeeds],
  uses: mlClusterUses,
  async act(clouds, known, { carry }) {
    const cells = codeBlocksOf('labs/databricks-dss', 'train-model').map((cell) => filledCode(cell, known));
    const whole = cells.filter((cell) => cell !== null);
    if (whole.length < cells.length) return cannot('The experiment’s path contains an invalid character. Record the path again.');
    const answer = await runMlCells(clouds, known, whole, carry);
    if (answer.kind === 'wait') return answer.done;
    return answer.kind === 'finished'
      ? done('Trained the model, and logged it.')
      : cannot(`The training failed. The cluster said: ${answer.said}`);
  },
});

export default [train];
