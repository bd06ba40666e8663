import { tidyPath } from '@/labs/kit/databricks/connection-details';
import { checkFor } from '@/lib/lab/check';
import { pass, type Verdict, wrong } from '@/lib/lab/outcome';
import type { ConnectionParams } from './assumed';
import { askConnection, connectionNeeds, ofConnection } from './connection';
import { type AsksDss, dssUses } from './user';

interface FastWrite {
  storageConnection: string;
  /** Also accepted: the lab changes the connection to it later. */
  laterConnection?: string | undefined;
  fastWritePath: string;
}

export function judgeFastWrite({ fastWrite }: ConnectionParams, { storageConnection, laterConnection, fastWritePath }: FastWrite): Verdict {
  if (!fastWrite.isOn)
    return wrong('Automatic fast-write is off: rows would go one by one.', {
      expected: 'ticked',
      found: 'not ticked',
      remedy: 'Edit the connection: tick Automatic fast-write under Advanced params.',
    });
  const isLater = Boolean(laterConnection) && fastWrite.connection === laterConnection;
  if (fastWrite.connection !== storageConnection && !isLater)
    return wrong('Fast-write goes through another connection.', {
      expected: storageConnection,
      found: fastWrite.connection || 'none',
      remedy: `Edit the connection: set Auto fast write connection to ${storageConnection}. It isn’t in the list, but you can use it.`,
    });
  if (tidyPath(fastWrite.path) !== tidyPath(fastWritePath))
    return wrong('Fast-write puts its files somewhere else.', {
      expected: fastWritePath,
      found: fastWrite.path || 'no path',
      remedy: `Edit the connection: set Path in connection to ${fastWritePath}.`,
    });
  return pass(fastWrite.connection);
}

/** The connection has automatic fast-write through the storage connection. */
export const connectionWritesFast = checkFor<AsksDss>()({
  needs: [...connectionNeeds, 'storageConnection', 'fastWritePath'],
  uses: dssUses,
  ask: askConnection,
  judge: ofConnection((params, { storageConnection, fastWritePath }: FastWrite) =>
    judgeFastWrite(params, { storageConnection, fastWritePath }),
  ),
});

/** The same, for a connection that the lab changes to another storage connection later on. */
export const connectionWritesFastNowOrLater = checkFor<AsksDss>()({
  needs: [...connectionNeeds, 'storageConnection', 'fastWritePath'],
  uses: [...dssUses, 'laterConnection'],
  ask: askConnection,
  judge: ofConnection((params, fastWrite: FastWrite) => judgeFastWrite(params, fastWrite)),
});
