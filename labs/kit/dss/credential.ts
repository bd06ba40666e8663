import { UpstreamError } from '@/lib/clouds/trouble';
import { conclude, type Missing, missing } from '@/lib/lab/outcome';
import { isWithoutCredential } from './assumed';

/** Where a person connects their account to a connection: their own pages, which nobody else gets to. @param what the connection's name */
export const whereToConnect = (what: string): string =>
  `In DSS, open Profile & Settings, Credentials, choose Edit next to ${what}, and sign in.`;

/** What to do about a credential of one's own that DSS has none of. */
export const noCredential = (name: string): Missing => missing(`You haven’t connected your account to ${name} yet.`, whereToConnect(name));

/** Concludes where DSS cannot do something because the person has not connected their account: it is neither DSS's fault nor broken. */
export const withCredential = <T>(name: string, doing: Promise<T>): Promise<T> =>
  doing.catch((error: unknown) => {
    if (error instanceof UpstreamError && isWithoutCredential(error.detail.said ?? '')) return conclude(noCredential(name));
    throw error;
  });
