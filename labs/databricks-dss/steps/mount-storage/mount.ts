import type { Mount } from '@/lib/clouds/databricks';
import { withoutEndSlashes } from '@/lib/clouds/slashes';
import { missing, pass, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import type { PlacedMounts } from './where';

interface Wanted {
  mountName: string;
  storageAccount: string;
  storageContainer: string;
  communalCluster?: string | undefined;
}

const turnOn =
  'A workspace admin can turn off “Disable DBFS root and mounts” under Settings, Security. It takes up to 20 minutes and a restart of the cluster.';

export function judgeMount({ isDisabled, cluster, names, instead }: Omit<PlacedMounts, 'host'>, wanted: Wanted): Verdict {
  const { mountName, communalCluster } = wanted;
  if (isDisabled)
    return wrong(`DBFS mounts are switched off in ${instead === undefined ? 'this' : 'your'} workspace.`, {
      expected: 'mounts allowed',
      found: 'disable_legacy_dbfs: true',
      remedy: instead
        ? `Do section 4 in the common workspace, ${instead}: open it once, attach a notebook to ${communalCluster ?? 'its cluster'} there, and run the cell in that.`
        : `${turnOn} Or ask your facilitator for a common workspace: it is one of the workshop’s settings.`,
    });
  switch (cluster.kind) {
    case 'mounts':
      return judgeList(cluster.mounts, wanted);
    case 'under-way':
      return waiting('Your cluster needs up to a minute before it can list its mounts', {
        since: new Date(cluster.since).toISOString(),
        usually: 60,
      });
    case 'unasked':
      return missing('Your cluster hasn’t listed its mounts yet.', 'Select Verify step: Guidepost only asks it when you do.');
    default: // it could not say: what DBFS lists is all there is to go by
      if (names.includes(mountName)) return pass(`DBFS lists /mnt/${mountName}.`, hint(cluster));
      return cluster.kind === 'off'
        ? missing(`DBFS lists nothing at /mnt/${mountName}.`, 'Run the cell in a notebook, while your cluster is running.')
        : wrong('Your cluster couldn’t list its mounts.', {
            expected: 'a list of mounts',
            found: cluster.said,
            remedy: 'Run dbutils.fs.mounts() in your notebook and fix the error it shows. The cluster’s access mode has to be Dedicated.',
          });
  }
}

const hint = (cluster: PlacedMounts['cluster']): string =>
  cluster.kind === 'failed'
    ? `That’s a hint, not proof: the cluster couldn’t list its mounts. It said: ${cluster.said}`
    : 'That’s a hint, not proof: the cluster could not be asked. Verify once more while it is running.';

function judgeList(mounts: readonly Mount[], { mountName, storageAccount, storageContainer }: Wanted): Verdict {
  const mine = mounts.find((m) => m.mountPoint === `/mnt/${mountName}`);
  if (!mine)
    return missing(
      `Nothing is mounted at /mnt/${mountName}.`,
      'Run the cell from this page in a notebook on your cluster, or record the name that you gave the mount.',
    );
  const expected = `abfss://${storageContainer}@${storageAccount}.dfs.core.windows.net/`;
  const isIt = `${withoutEndSlashes(mine.source).toLowerCase()}/`.startsWith(expected.toLowerCase());
  if (isIt) return pass(`/mnt/${mountName}, from that container.`);
  return wrong('Something else is mounted under that name.', {
    expected,
    found: mine.source,
    remedy: `Unmount it with dbutils.fs.unmount("/mnt/${mountName}") and run the cell again.`,
  });
}
