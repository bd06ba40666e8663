import { pass, wrong } from '@/lib/lab/outcome';
import { clusterCheck } from './clusters';

/**
 * It does not terminate in the middle of a session. 0 or absent means never (Databricks clusters API).
 * @param session `minutes` of idleness that it must outlast, and what to `advise`, in minutes, if it does not
 */
export const clusterStaysUp = (session: { minutes: number; advise: number }, where?: string) =>
  clusterCheck((cluster) => {
    const minutes = cluster.autotermination_minutes ?? 0;
    if (minutes === 0) return pass('It never terminates by itself.', 'Remember to terminate it after the lab: nobody else will.');
    if (minutes > session.minutes) return pass(`It terminates after ${minutes} idle minutes.`);
    return wrong('It may stop while you are still working.', {
      expected: `more than ${session.minutes} minutes`,
      found: `${minutes} minutes`,
      remedy: `Edit the cluster: set Terminate after to ${session.advise} minutes, then confirm and restart.`,
    });
  })(where);
