import { namesOf } from '@/labs/kit/dss/assumed';
import { accountOf, type Connection } from '@/lib/clouds/dss';
import type { Settled } from '@/lib/clouds/settled';
import { UpstreamError } from '@/lib/clouds/trouble';
import {
  type Asked,
  confirmed,
  different,
  type Finding,
  lastStatus,
  need,
  orRefusal,
  type Question,
  troubleSeen,
  untold,
} from './question';
import { seen } from './words';

type Named = [name: string, connection: Connection];

const allOf = async (asked: Asked): Promise<Named[]> => {
  need(asked.place.dssUrl, seen`PROBE_DSS_URL is not set`);
  return Object.entries(await asked.clouds.dss().connections()).filter(([, { type }]) => type === 'Databricks');
};
/** A connection as the lab asks for it: OAuth, per user. */
const oauth = async (asked: Asked): Promise<Named | undefined> =>
  (await allOf(asked)).find(
    ([, { params, credentialsMode }]) => /oauth/i.test(String(params['authType'])) && credentialsMode === 'PER_USER',
  );

/** The names of all plain values in the parameters that match. */
function namesWhere(value: unknown, holds: (value: string | boolean | number) => boolean, name = '', depth = 0): string[] {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return holds(value) ? [name] : [];
  if (typeof value !== 'object' || value === null || depth > 6) return [];
  return Object.entries(value).flatMap(([key, inner]) => namesWhere(inner, holds, Array.isArray(value) ? name : key, depth + 1));
}

const tidy = (value: unknown) =>
  String(value)
    .trim()
    .replace(/^\/|\/$/g, '')
    .toLowerCase();
type Field = keyof NonNullable<Settled['dss']['params']>;

/** Finds the parameter that holds a value from the lab, by that value. */
const parameter = (
  id: string,
  line: string,
  field: Field,
  assumes: string,
  isIt: (value: string | boolean | number, asked: Asked) => boolean,
): Question => ({
  id,
  line,
  assumes,
  async ask(asked): Promise<Finding> {
    const found = await oauth(asked);
    if (!found) return untold(seen`there is no Databricks connection with OAuth per user`);
    const names = namesWhere(found[1].params, (value) => isIt(value, asked));
    const [name, ...others] = names.filter((n) => namesOf[field].some((known) => known.toLowerCase() === n.toLowerCase())).concat(names);
    if (name === undefined) return untold(seen`no parameter has that value; the parameters are ${Object.keys(found[1].params)}`);
    const isKnown = namesOf[field].some((known) => known.toLowerCase() === name.toLowerCase());
    const isSure = isKnown || new Set([name, ...others]).size === 1;
    const settles = isSure && /^[A-Za-z]\w{0,80}$/.test(name) ? { params: { [field]: name } } : undefined;
    return (isKnown ? confirmed : different)(seen`it is ${name}`, settles);
  },
});

export const connectionQuestions: Question[] = [
  parameter(
    'dss.client-id',
    '1',
    'clientId',
    'The OAuth client id of a Databricks connection has a name that we know',
    (value, { place }) => tidy(value) === tidy(need(place.appClientId, seen`PROBE_APP_CLIENT_ID is not set`)),
  ),
  parameter('dss.authorization-endpoint', '2', 'authorizationEndpoint', 'Its authorization endpoint does, too', (value) =>
    /^https:.{1,500}\/authorize$/i.test(tidy(value)),
  ),
  parameter('dss.token-endpoint', '2', 'tokenEndpoint', 'Its token endpoint does, too', (value) =>
    /^https:.{1,500}\/token$/i.test(tidy(value)),
  ),
  {
    id: 'dss.fast-write-tick',
    line: '3',
    assumes: 'Its checkbox for fast-write does, too',
    async ask(asked) {
      const found = await oauth(asked);
      if (!found) return untold(seen`there is no Databricks connection with OAuth per user`);
      const ticks = namesWhere(found[1].params, (value) => typeof value === 'boolean');
      const name = ticks.find((tick) => namesOf.fastWriteTick.some((known) => known.toLowerCase() === tick.toLowerCase()));
      return name
        ? confirmed(seen`it is ${name}`, { params: { fastWriteTick: name } })
        : different(seen`the checkboxes are named ${ticks}`);
    },
  },
  parameter(
    'dss.fast-write-path',
    '4',
    'fastWritePath',
    'Its path for fast-write does, too',
    (value, { place }) => tidy(value) === tidy(place.fastWritePath),
  ),
  parameter(
    'dss.fast-write-connection',
    '5',
    'fastWriteConnection',
    'Its connection for fast-write does, too',
    (value, { place }) => tidy(value) === tidy(place.fastWriteConnection),
  ),
  {
    id: 'dss.oauth-scope',
    assumes: 'Its scope is named scope',
    async ask(asked) {
      const found = await oauth(asked);
      if (!found) return untold(seen`there is no Databricks connection with OAuth per user`);
      const names = Object.keys(found[1].params).filter((name) => /scope/i.test(name));
      return (names.includes('scope') ? confirmed : different)(seen`it is ${names}`);
    },
  },
  {
    id: 'dss.creator',
    line: '6',
    assumes: 'DSS names the creator of a connection (creationTag)',
    async ask(asked) {
      const all = await allOf(asked);
      if (all.length === 0) return untold(seen`there is no Databricks connection`);
      const saying = all.filter(([, { creationTag }]) => creationTag?.lastModifiedBy?.login);
      return (saying.length === all.length ? confirmed : different)(seen`${saying.length} of ${all.length} connections name theirs`);
    },
  },
  {
    id: 'dss.names-are-mine',
    line: '7',
    assumes: 'get-names lists your own personal connections and nobody else’s',
    async ask(asked) {
      const names = await asked.ownClouds.dss().connectionNames('Databricks');
      const owner = await asked.ownClouds.dss().keyOwner();
      const made = (await allOf(asked)).map(([name, { creationTag }]) => ({ name, isMine: creationTag?.lastModifiedBy?.login === owner }));
      const [mine, others] = [made.filter((c) => c.isMine), made.filter((c) => !c.isMine)];
      if (mine.length === 0 || others.length === 0) return untold(seen`${mine.length} of your own, ${others.length} of others`);
      const isSo = mine.every(({ name }) => names.includes(name)) && !others.some(({ name }) => names.includes(name));
      return (isSo ? confirmed : different)(seen`${mine.length} of your own, ${others.length} of others, ${names.length} listed`);
    },
  },
  {
    id: 'dss.admin-reads',
    line: '8',
    assumes: 'An administrator’s key can read the definition of a personal connection',
    async ask(asked) {
      const first = (await oauth(asked)) ?? (await allOf(asked))[0];
      if (!first) return untold(seen`there is no Databricks connection`);
      const definition = await orRefusal(asked.clouds.dss().connection(first[0]));
      if (definition instanceof UpstreamError) return different(troubleSeen(definition));
      return definition ? confirmed(seen`the parameters are ${Object.keys(definition.params)}`) : different(seen`not found`);
    },
  },
  {
    id: 'dss.info',
    assumes: 'If you may not see a connection’s details, its info leaves out params',
    async ask(asked) {
      const [name] = await asked.ownClouds.dss().connectionNames('Databricks');
      if (name === undefined) return untold(seen`the key may use no connection`);
      const info = await asked.ownClouds
        .dss()
        .connection(name)
        .catch((error: unknown) => error);
      if (!(info instanceof UpstreamError)) return info ? untold(seen`you may see its details`) : different(seen`not found`);
      const status = info.detail.status ?? lastStatus(asked);
      if (info.detail.trouble !== 'no-key') throw info;
      return (status === 200 ? confirmed : different)(seen`status ${status}`);
    },
  },
  {
    id: 'dss.accounts',
    line: '16',
    assumes: 'A DSS account has the person’s sign-in name as its login or email',
    async ask(asked) {
      const dss = asked.clouds.dss();
      need(asked.place.dssUrl, seen`PROBE_DSS_URL is not set`);
      const userName = need(asked.place.userName, seen`nobody has signed in`);
      const account = accountOf((await dss.users()) ?? [], (await dss.groups()) ?? [], { userName });
      return (account.kind === 'none' ? different : confirmed)(seen`your account: ${account.kind}`);
    },
  },
  {
    id: 'dss.groups',
    line: '16a',
    assumes: 'Users list their groups, and groups say whether their members are administrators',
    async ask({ clouds, place }) {
      need(place.dssUrl, seen`PROBE_DSS_URL is not set`);
      const users = (await clouds.dss().users()) ?? [];
      const groups = (await clouds.dss().groups()) ?? [];
      const isSo = users.every((u) => u.groups) && groups.every((g) => typeof g.admin === 'boolean');
      return (isSo ? confirmed : different)(
        seen`${users.filter((u) => u.groups).length} of ${users.length} users, ${groups.filter((g) => typeof g.admin === 'boolean').length} of ${groups.length} groups`,
      );
    },
  },
];
