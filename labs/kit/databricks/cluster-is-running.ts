import type { Cluster } from '@/lib/clouds/databricks';
import { missing, pass, since, waiting, wrong } from '@/lib/lab/outcome';
import { clusterCheck } from './clusters';

const usualSeconds = 300;
const tryAgain = 'Select Start again. If it names a quota, choose another small node type, or tell your facilitator.';
/** Microsoft.Compute: it shows only here, long after the workspace was deployed. */
const unregistered =
  'Tell your facilitator: an owner of the subscription registers that resource provider once, for everybody. Then select Start again.';

function off(cluster: Cluster, at: number) {
  const { code, type, parameters } = cluster.termination_reason ?? {};
  const stopped = since(cluster.terminated_time, at);
  if (code === 'INACTIVITY') return missing('It stopped itself after being idle.', 'Select Start on its page.', stopped);
  if (!type || type === 'SUCCESS') return missing('It is stopped.', 'Select Start on its page.', stopped);
  const reason = [code, parameters?.['azure_error_code'], parameters?.['azure_error_message'] ?? cluster.state_message]
    .filter(Boolean)
    .join(': ');
  return wrong(
    type === 'CLIENT_ERROR' ? 'Databricks could not start it.' : 'Azure or Databricks failed to start it: a problem on the service’s side.',
    {
      expected: 'running',
      found: reason.slice(0, 300) || 'terminated',
      remedy: /not registered|MissingSubscriptionRegistration/.test(reason.slice(0, 2000)) ? unregistered : tryAgain,
    },
  );
}

/** RUNNING and RESIZING can be used; PENDING and RESTARTING get there. */
export const clusterIsRunning = clusterCheck((cluster, { at }) => {
  switch (cluster.state) {
    case 'RUNNING':
    case 'RESIZING':
      return pass('Databricks reports RUNNING.');
    case 'PENDING':
    case 'RESTARTING':
      return waiting(`It is starting${cluster.state_message ? `: ${cluster.state_message}` : ''}`, {
        ...since(cluster.start_time, at),
        usually: usualSeconds,
      });
    case 'TERMINATING':
      return missing('It is stopping.', 'Wait until it has stopped, then select Start on its page.');
    case 'TERMINATED':
      return off(cluster, at);
    default:
      return wrong('Databricks reports a state that cannot be used.', {
        expected: 'RUNNING',
        found: cluster.state,
        remedy: 'Restart it on its page.',
      });
  }
});
