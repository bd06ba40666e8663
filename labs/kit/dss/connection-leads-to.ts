import { type ConnectionDetails, differenceIn } from '@/labs/kit/databricks/connection-details';
import { checkFor } from '@/lib/lab/check';
import { pass, type Verdict, wrong } from '@/lib/lab/outcome';
import type { ConnectionParams } from './assumed';
import { askConnection, connectionNeeds, type Endpoint, ofConnection } from './connection';
import { type AsksDss, dssUses } from './user';

interface LeadsTo {
  endpoint: Endpoint;
  /** The part of the lab that records the endpoint's details, such as `:step[create-cluster]`. */
  recordedIn: string;
}

export function judgePlace(params: ConnectionParams, recorded: ConnectionDetails, { endpoint, recordedIn }: LeadsTo): Verdict {
  const difference = differenceIn(endpoint, params, recorded);
  if (!difference) return pass('Host, port and HTTP path match what you recorded.');
  const field = { host: 'Host', port: 'Port', httpPath: 'HTTP path' }[difference.field];
  return wrong(difference.message, {
    expected: difference.expected,
    found: difference.found || 'nothing',
    remedy: `Edit the connection: set ${field} to what you recorded in ${recordedIn}.`,
  });
}

/** The connection has the recorded host, port and HTTP path. */
export const connectionLeadsTo = (leadsTo: LeadsTo) =>
  checkFor<AsksDss>()({
    needs: [...connectionNeeds, 'host', 'port', 'httpPath'],
    uses: dssUses,
    ask: askConnection,
    judge: ofConnection((params, recorded: ConnectionDetails) => judgePlace(params, recorded, leadsTo)),
  });
