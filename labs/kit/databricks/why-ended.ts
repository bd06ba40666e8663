import type { Cluster } from '@/lib/clouds/databricks';

/** What Databricks says about why a cluster ended, in a few words. */
export const whyEnded = ({ termination_reason: reason, state_message: message }: Cluster): string =>
  [reason?.code, message?.trim()].filter(Boolean).join(', ').slice(0, 200) || 'Databricks does not say why';
