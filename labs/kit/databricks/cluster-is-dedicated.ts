import { type Cluster, isMe } from '@/lib/clouds/databricks';
import { pass, wrong } from '@/lib/lab/outcome';
import { clusterCheck } from './clusters';
import { isMachineLearning } from './runtime';

const names: Record<string, string> = {
  USER_ISOLATION: 'Standard (once Shared)',
  DATA_SECURITY_MODE_STANDARD: 'Standard (once Shared)',
  DATA_SECURITY_MODE_AUTO: 'Auto',
  NONE: 'No isolation shared',
};

/** Dedicated was called Single user; Auto becomes Dedicated with a machine-learning runtime (Databricks, dedicated compute overview). */
function isDedicated(c: Cluster): boolean {
  const mode = c.data_security_mode ?? 'NONE';
  return mode === 'SINGLE_USER' || mode === 'DATA_SECURITY_MODE_DEDICATED' || (mode === 'DATA_SECURITY_MODE_AUTO' && isMachineLearning(c));
}

export const clusterIsDedicated = clusterCheck((cluster, { me }) => {
  const mode = cluster.data_security_mode ?? 'NONE';
  if (!isDedicated(cluster)) {
    return wrong('Its access mode lets others share it.', {
      expected: 'Dedicated (once Single user)',
      found: names[mode] ?? mode,
      remedy: 'Edit the cluster: under Advanced, set Access mode to Dedicated, then confirm and restart.',
    });
  }
  const user = cluster.single_user_name ?? cluster.creator_user_name ?? '';
  if (isMe(me, user)) return pass(user);
  return wrong('It is dedicated to somebody else.', {
    expected: me.userName,
    found: user || 'nobody',
    remedy: 'Edit the cluster: set Single user or group access to yourself, then confirm and restart.',
  });
});
