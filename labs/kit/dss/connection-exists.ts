import { checkFor } from '@/lib/lab/check';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { askConnection, type ConnectionView, connectionNeeds, creatorOf } from './connection';
import { type AsksDss, dssUses } from './user';

export function judgeExists({ name, login, connection, isUsable }: ConnectionView): Verdict {
  const creator = connection && creatorOf(connection);
  if (!connection) return missing(`DSS has no connection named ${name} yet.`, 'Create it, or record the name that you gave it.');
  if (connection.type !== 'Databricks')
    return wrong('It is a connection to something else.', {
      expected: 'Databricks',
      found: connection.type,
      remedy: 'Create a connection of type Databricks, and record its name.',
    });
  if ((creator && creator !== login) || !isUsable)
    return wrong('That connection is somebody else’s.', {
      expected: `made by ${login}`,
      found: creator ? `made by ${creator}` : 'not usable by you',
      remedy: 'Create one of your own under another name, and record that.',
    });
  return pass(name);
}

export const connectionExists = checkFor<AsksDss>()({
  needs: connectionNeeds,
  uses: dssUses,
  ask: askConnection,
  judge: judgeExists,
});
