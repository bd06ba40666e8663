import { z } from 'zod';
import type { Done, Hand } from '@/lib/lab/rehearsal';
import { type Hands, noted, noting, ownName, slip, type Tasks, unless } from './hands';

const Connected = z.object({ failure: z.string().optional() });

/** A project of their own, which is there already for who was refused on the way. */
export async function ownProject(dss: Hands['dss'], hand: Hand): Promise<Done> {
  const projectKey = ownName(hand).toUpperCase().replaceAll('-', '_');
  return noting(dss.project(hand.who, projectKey).catch(unless(/already exists/)), { projectKey });
}

/** Section 2 and 3.0: connections to the cluster and to the warehouse, and a project. */
export function connect({ dss, practice }: Hands): Tasks {
  const nameOf = (hand: Hand, kind: string) => `${ownName(hand)}-${kind}`;
  const secretOf = async (hand: Hand): Promise<Done> => {
    const { id, value } = await dss.clientSecret(hand.who);
    return { clientSecret: value, clientSecretId: id };
  };
  /** What is wrong with the connection, if anything. */
  const connection =
    (kind: 'cluster' | 'warehouse', more: (hand: Hand) => Record<string, unknown> = () => ({}), mode?: 'PER_USER' | 'GLOBAL') =>
    (hand: Hand): Promise<Done> =>
      noting(
        dss.connection(
          hand.who,
          nameOf(hand, kind),
          {
            host: noted(hand, `${kind}Host`),
            httpPath: noted(hand, `${kind}HttpPath`),
            appSecret: noted(hand, 'clientSecret'),
            ...more(hand),
          },
          mode,
        ),
        { [`${kind}Connection`]: nameOf(hand, kind) },
      );
  /** "Connect" in the profile. If Entra refuses, DSS's page says why, and people try Verify all the same. */
  const signIn =
    (kind: string) =>
    async (hand: Hand): Promise<Done> => {
      const { failure } = Connected.parse(await practice('/dss/connect', { upn: hand.who.upn, connection: nameOf(hand, kind) }));
      return failure ? { signInFailure: failure } : {};
    };
  const right =
    (kind: 'cluster' | 'warehouse') =>
    async (hand: Hand): Promise<Done> => {
      await connection(kind)(hand);
      return signIn(kind)(hand);
    };

  const makes = (kind: 'cluster' | 'warehouse', other: 'cluster' | 'warehouse') => {
    const wrongly = (id: string, does: string, more: (hand: Hand) => Record<string, unknown>, mode?: 'GLOBAL') =>
      slip(id, does, connection(kind, more, mode), right(kind));
    return [
      {
        does: `creates the connection to the ${kind}`,
        run: connection(kind),
        slips: [
          wrongly('secret-id', 'pastes the secret’s id in place of its value', (hand) => ({ appSecret: noted(hand, 'clientSecretId') })),
          wrongly('wrong-path', `pastes the HTTP path of the ${other}`, (hand) => ({ httpPath: noted(hand, `${other}HttpPath`) })),
          wrongly('no-fast-write', 'leaves the fast write unticked', () => ({ useAutoFastWrite: false })),
          wrongly('one-credential', 'leaves the credentials at Global', () => ({}), 'GLOBAL'),
        ],
      },
      { does: `connects to the ${kind} in the DSS profile`, run: signIn(kind), isForgettable: true as const },
    ];
  };

  return {
    'connect-cluster': [{ does: 'makes a client secret', run: secretOf }, ...makes('cluster', 'warehouse')],
    'connect-warehouse': makes('warehouse', 'cluster'),
    'create-project': [
      {
        does: 'creates a project in DSS',
        async run(hand) {
          return ownProject(dss, hand);
        },
      },
    ],
  };
}
