import { readParams } from '@/labs/kit/dss/assumed';
import { askConnection, type ConnectionView } from '@/labs/kit/dss/connection';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { lab } from '../../vocabulary';

interface Storage {
  adlsConnection?: string | undefined;
  adlsSasConnection: string;
}

export function judgeWritesWithSas(
  { name, connection }: Pick<ConnectionView, 'name' | 'connection'>,
  { adlsSasConnection, adlsConnection = '' }: Storage,
): Verdict {
  if (!connection)
    return missing(
      `DSS has no connection named ${name} anymore.`,
      'Record the name of the one that leads to your SQL warehouse in :step[connect-warehouse].',
    );
  const through = readParams(connection.params).fastWrite.connection;
  if (through === adlsSasConnection) return pass(adlsSasConnection);
  if (through === adlsConnection)
    return missing(
      `Fast-write still goes through ${adlsConnection}.`,
      `When you have seen the two failures, edit ${name} and set Auto fast write connection to ${adlsSasConnection}.`,
    );
  return wrong('Fast-write goes through another connection.', {
    expected: adlsSasConnection,
    found: through || 'none',
    remedy: `Edit ${name}: set Auto fast write connection to ${adlsSasConnection}.`,
  });
}

export const connectionWritesWithSas = lab.check({
  id: 'dss.warehouse-connection-writes-with-sas',
  title: 'The connection now writes through the SAS token',
  needs: [...dssNeeds, 'projectKey', 'warehouseConnection', 'adlsSasConnection'],
  uses: [...dssUses, 'adlsConnection'],
  ask: (clouds, known) => askConnection(clouds, { ...known, connection: known.warehouseConnection }),
  judge: judgeWritesWithSas,
});
