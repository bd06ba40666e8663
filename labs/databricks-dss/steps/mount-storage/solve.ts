import { tidyHost } from '@/labs/kit/databricks/connection-details';
import { isWorkspaceHost } from '@/lib/clouds/databricks';
import { conclude, missing } from '@/lib/lab/outcome';
import { already, cannot, done } from '@/lib/lab/part';
import { codeBlocksOf, filledCode } from '@/lib/lab/texts';
import { type RunsCells, runOn } from '../../ml-cells';
import {
  askCommonCluster,
  isInCommon,
  type MlClusterKnown,
  mlCluster,
  mlClusterNeeds,
  mlClusterUses,
  mlHost,
  type PlacedCluster,
} from '../../ml-workspace';
import { lab } from '../../vocabulary';

/** The cluster of the attendee's own workspace, or where mounts are off there the one that everybody shares. */
async function mountingCluster(clouds: RunsCells, known: MlClusterKnown): Promise<PlacedCluster> {
  if (isInCommon(known)) return mlCluster(clouds, known);
  const isOff = await clouds.databricks(await mlHost(clouds, known)).isLegacyDbfsDisabled();
  if (!isOff) return mlCluster(clouds, known);
  const common = tidyHost(known.commonWorkspaceUrl ?? '');
  if (!isWorkspaceHost(common) || (await clouds.databricks(common).currentUser()) === null)
    return conclude(missing('Mounts are switched off in your workspace.', 'Open the common workspace once.'));
  return askCommonCluster(clouds, known);
}

const open = lab.personsPart({
  id: 'open',
  what: 'Open the common workspace once, where mounts are switched off in your own',
  why: 'Only you can: Databricks gets to know you when you sign in there.',
  turns: ['databricks.storage-is-mounted'],
  tracks: ['whole'],
});

const mount = lab.part({
  id: 'mount',
  what: ({ mountName }) =>
    `Mount the container at /mnt/${mountName ?? ''}: run the cell of this page on the cluster, with your client secret`,
  turns: ['databricks.storage-is-mounted'],
  needs: [...mlClusterNeeds, 'mountName', 'storageAccount', 'storageContainer', 'appClientId', 'tenantId'],
  uses: mlClusterUses,
  secrets: ['clientSecret'],
  records: ['mountName'],
  async act(clouds, known, { secrets, carry }) {
    const placed = await mountingCluster(clouds, known);
    const { mountName } = known;
    if (!carry.begun && (await clouds.databricks(placed.host).mountNames()).includes(mountName))
      return already(`DBFS lists /mnt/${mountName}.`, { mountName });
    const [cell = ''] = codeBlocksOf('labs/databricks-dss', 'mount-storage');
    const code = filledCode(cell, known, secrets);
    if (code === null)
      return cannot('This isn’t a valid client secret: it contains a character that secrets can’t have. Paste the secret’s value again.');
    const answer = await runOn(clouds, placed, [code], carry);
    if (answer.kind === 'wait') return answer.done;
    if (answer.kind === 'finished') return done(`Mounted the container at /mnt/${mountName}.`, { mountName });
    // nothing of what the cluster said is repeated: a traceback may hold the cell, and the secret with it
    return cannot(whyOf(/AADSTS\d{1,9}/.exec(answer.said)?.[0]));
  },
});

function whyOf(code: string | undefined): string {
  if (code === 'AADSTS7000215') return 'Entra ID rejected the client secret. Paste its value, not its id.';
  if (code) return `Entra ID refused the registered app (${code}). Show this to your facilitator.`;
  return 'The cell failed on the cluster. Run it yourself in a notebook to see the error.';
}

export default [open, mount];
