import { conclude, missing, wrong } from '@/lib/lab/outcome';
import { type WrittenParams, writeParams } from './assumed';
import type { WritesDss } from './builds';
import { askConnection, type ConnectionView, creatorOf } from './connection';
import { askLogin, type Person } from './user';

/** The person's own connection, to be changed. Concludes if there is none. */
export async function ownConnection(clouds: WritesDss, known: Person & { connection: string }): Promise<ConnectionView> {
  const view = await askConnection(clouds, known);
  const { name, login, connection, isUsable } = view;
  if (!connection) return conclude(missing(`DSS has no connection named ${name} yet.`, 'Create it first, and record its name.'));
  const creator = creatorOf(connection);
  if (connection.type !== 'Databricks' || creator !== login || !isUsable)
    return conclude(
      wrong('This connection isn’t yours, or isn’t a Databricks connection.', {
        expected: `made by ${login}`,
        found: `${connection.type}, made by ${creator ?? 'nobody'}`,
        remedy: 'Record the name of your own Databricks connection.',
      }),
    );
  return view;
}

/**
 * Changes the settings of the person's own connection, with the workshop's key: DSS lets only administrators change one through its API.
 * Its client secret stays in it, still encrypted.
 */
export async function changeOwnConnection(
  clouds: WritesDss,
  known: Person & { connection: string },
  wanted: WrittenParams & { credentialsMode?: string },
): Promise<void> {
  const { name } = await ownConnection(clouds, known);
  const dss = clouds.dss(await askLogin(clouds, known));
  if (!(await dss.isAdministratorsKey()))
    return conclude(
      missing(
        'DSS lets only an administrator’s key change a connection through its API.',
        'Change it in DSS yourself, or ask your facilitator to add the workshop’s DSS admin key.',
      ),
    );
  const { credentialsMode, ...params } = wanted;
  await dss.changeConnection(name, (before) => ({
    params: writeParams(before, params),
    ...(credentialsMode ? { credentialsMode } : {}),
  }));
}
