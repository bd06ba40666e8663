import { defineCheck, isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import type { Knowing } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Mount } from '@/lib/clouds/mlflow';
import { mlCluster } from './place';

export interface MountView {
  /** Null: the attendee may not know. */
  isDisabled: boolean | null;
  /** By asking the cluster; null when it could not be asked. */
  mounts: Mount[] | null;
  /** Names that DBFS lists under /mnt: a hint. */
  names: string[];
}

const needs = ['mountName', 'storageAccount', 'storageContainer'] as const;

export function judgeMount({ isDisabled, mounts, names }: MountView, known: Knowing<(typeof needs)[number]>): Verdict {
  const { mountName, storageAccount, storageContainer } = known;
  if (isDisabled)
    return wrong('DBFS mounts are switched off in this workspace.', {
      expected: 'mounts allowed',
      found: 'disable_legacy_dbfs: true',
      remedy:
        'An administrator of the workspace can switch “Disable DBFS root and mounts” off under Settings, Security; it takes up to 20 minutes and a restart of the cluster. Or go on in a workspace where it is off.',
    });
  const mine = mounts?.find((m) => m.mountPoint === `/mnt/${mountName}`);
  if (mine) {
    const wanted = `abfss://${storageContainer}@${storageAccount}.dfs.core.windows.net/`;
    const isIt = mine.source.replace(/\/+$/, '').toLowerCase().startsWith(wanted.replace(/\/+$/, '').toLowerCase());
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

export const storageIsMounted = defineCheck({
  id: 'databricks.storage-is-mounted',
  title: 'The container is mounted',
  needs: ['userName', ...needs],
  async ask(clouds, known): Promise<MountView | Verdict> {
    const place = await mlCluster(clouds, known);
    if (isVerdict(place)) return place;
    const { host, cluster } = place;
    const mlflow = clouds.mlflow(host);
    const isRunning = cluster !== null && ['RUNNING', 'RESIZING'].includes(cluster.state);
    const [isDisabled, names, mounts] = await Promise.all([
      mlflow.isLegacyDbfsDisabled(),
      mlflow.mountNames(),
      isRunning ? mlflow.mounts(cluster.cluster_id) : null,
    ]);
    return { isDisabled, names, mounts };
  },
  judge: (answer, known) => (isVerdict(answer) ? answer : judgeMount(answer, known)),
});
