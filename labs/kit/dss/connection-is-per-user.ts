import type { Connection } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { askConnection, connectionNeeds, ofConnection } from './connection';
import { type AsksDss, dssUses } from './user';

export const judgePerUser = ({ credentialsMode }: Connection): Verdict =>
  credentialsMode === 'PER_USER'
    ? pass('Per user.')
    : wrong('Everyone would share one credential.', {
        expected: 'Per user',
        found: credentialsMode === 'GLOBAL' ? 'Global' : credentialsMode || 'not said',
        remedy: 'Edit the connection: set Credentials mode to Per user, save, and connect your account in your profile.',
      });

export const connectionIsPerUser = checkFor<AsksDss>()({
  needs: connectionNeeds,
  uses: dssUses,
  ask: askConnection,
  judge: ofConnection((_params, _known, connection) => judgePerUser(connection)),
});
