import type { MountView } from '@/labs/kit/databricks/mounts';
import { withoutEndSlashes } from '@/lib/clouds/slashes';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

interface Wanted {
  mountName: string;
  storageAccount: string;
  storageContainer: string;
}

export function judgeMount({ isDisabled, mounts, names }: MountView, { mountName, storageAccount, storageContainer }: Wanted): Verdict {
  if (isDisabled)
    return wrong('DBFS mounts are switched off in this workspace.', {
      expected: 'mounts allowed',
      found: 'disable_legacy_dbfs: true',
      remedy:
        'A workspace admin can turn off “Disable DBFS root and mounts” under Settings, Security. It takes up to 20 minutes and a restart of the cluster. Or use a workspace where it is off.',
    });
  const mine = mounts?.find((m) => m.mountPoint === `/mnt/${mountName}`);
  if (mine) {
    const wanted = `abfss://${storageContainer}@${storageAccount}.dfs.core.windows.net/`;
    const isIt = `${withoutEndSlashes(mine.source).toLowerCase()}/`.startsWith(wanted.toLowerCase());
    if (isIt) return pass(`/mnt/${mountName}, from that container.`);
    return wrong('Something else is mounted under that name.', {
      expected: wanted,
      found: mine.source,
      remedy: `Unmount it with dbutils.fs.unmount("/mnt/${mountName}") and run the cell above again.`,
    });
  }
  if (mounts)
    return missing(
      `Nothing is mounted at /mnt/${mountName}.`,
      'Run the cell above in a notebook on your cluster, or record the name that you gave the mount.',
    );
  return names.includes(mountName)
    ? pass(
        `DBFS lists /mnt/${mountName}.`,
        'That is a hint, no proof: the cluster could not be asked. Verify once more while it is running.',
      )
    : missing(`DBFS lists nothing at /mnt/${mountName}.`, 'Run the cell above in a notebook, while your cluster is running.');
}
