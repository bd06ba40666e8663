// What we assume that Dataiku DSS says, with no public text to confirm it: names of parameters, ids of engines, words of failures.
// All such assumptions are in this file, matched tolerantly, and listed in docs/vendor-assumptions.md with how to settle them.
// What the probe has settled for a DSS (lib/clouds/settled.ts) replaces a guess.
import type { Refusal } from '@/lib/clouds/answer';
import { type Settled, settled } from '@/lib/clouds/settled';

/** The settings of a Databricks connection, read from its `params`. Empty text where `params` says nothing. */
export interface ConnectionParams {
  host: string;
  port: string;
  httpPath: string;
  isOAuth: boolean;
  authType: string;
  clientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** What it asks for; null where `params` has nothing that is called a scope. */
  scope: string | null;
  fastWrite: { isOn: boolean; connection: string; path: string };
}

const scopes = ['scope', 'oauthScope', 'oauth2Scope', 'scopes'];

type Leaf = readonly [name: string, value: string | number | boolean];

/** Parameters are nested two or three deep; what is nested without end must not end us. */
const deepest = 12;

/** All plain values in the parameters at any such depth: versions of DSS nest them differently. */
function leaves(value: unknown, name = '', depth = 0): Leaf[] {
  if (depth > deepest) return [];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [[name.toLowerCase(), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, Array.isArray(value) ? name : key, depth + 1));
}

type Field = keyof NonNullable<Settled['dss']['params']>;

/** The names under which a field may be found, the likeliest first; where it is settled, the one. */
export const namesOf = {
  clientId: ['appId', 'clientId', 'oauthClientId', 'oauth2ClientId'],
  authorizationEndpoint: ['authorizationEndpoint', 'oauthAuthorizationEndpoint', 'authorizeEndpoint'],
  tokenEndpoint: ['tokenEndpoint', 'oauthTokenEndpoint'],
  fastWriteTick: ['autoFastWrite', 'useAutoFastWrite', 'automaticFastWrite', 'enableAutoFastWrite', 'autoFastWriteEnabled'],
  fastWriteConnection: ['autoFastWriteConnection', 'fastWriteConnection'],
  fastWritePath: ['autoFastWritePath', 'fastWritePath', 'autoFastWritePathInConnection', 'pathInConnection'],
} satisfies Record<Field, string[]>;
const named = (field: Field): readonly string[] => {
  const name = settled().dss.params?.[field];
  return name === undefined ? namesOf[field] : [name];
};

export function readParams(params: Record<string, unknown>): ConnectionParams {
  const all = leaves(params);
  const value = (names: readonly string[]): Leaf[1] | undefined => {
    for (const name of names) {
      const found = all.find(([n]) => n === name.toLowerCase());
      if (found && found[1] !== '') return found[1];
    }
    return undefined;
  };
  const text = (...names: string[]) => String(value(names) ?? '').trim();
  const endingIn = (end: RegExp) =>
    String(all.find(([, v]) => typeof v === 'string' && /^https:/i.test(v) && end.test(v.slice(0, 2000).trim()))?.[1] ?? '');
  const authType = text('authType');
  const tick = value(named('fastWriteTick'));
  const connection = text(...named('fastWriteConnection'));
  return {
    host: text('host'), // confirmed, as are port, httpPath and authType
    port: text('port'),
    httpPath: text('httpPath'),
    authType,
    isOAuth: /oauth/i.test(authType),
    clientId: text(...named('clientId')),
    authorizationEndpoint: text(...named('authorizationEndpoint')) || endingIn(/\/authorize$/i),
    tokenEndpoint: text(...named('tokenEndpoint')) || endingIn(/\/token$/i),
    scope:
      scopes
        .map((name) => all.find(([n]) => n === name.toLowerCase()))
        .find((leaf) => leaf !== undefined)?.[1]
        .toString()
        .trim() ?? null,
    fastWrite: {
      // if no tick is found under any known name, a named connection counts as ticked
      isOn: tick === undefined ? connection !== '' : tick === true || tick === 'true',
      connection,
      path: text(...named('fastWritePath')),
    },
  };
}

const isEndpoint = (value: Leaf[1]) =>
  typeof value === 'string' && /^https:/i.test(value) && /\/(authorize|token)$/i.test(value.slice(0, 2000).trim());

/**
 * Only the parameters that `readParams` reads, in their order: a connection's definition may hold its secret, and whatever else a version
 * of DSS puts there.
 */
export function onlyRead(params: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.keys(namesOf) as Field[]; // its own keys
  const read = new Set(['host', 'port', 'httpPath', 'authType', ...scopes, ...fields.flatMap(named)].map((name) => name.toLowerCase()));
  const kept = leaves(params).filter(([name, value]) => read.has(name) || isEndpoint(value));
  return Object.fromEntries(kept.map(([name, value], i) => [String(i), { [name]: value }]));
}

/** The settings to write to a Databricks connection. */
export type WrittenParams = Partial<
  Record<'host' | 'httpPath' | 'authType' | 'scope' | Exclude<Field, 'fastWriteTick'>, string> & { port: number; fastWriteTick: boolean }
>;

/** The parameters with some of them replaced: under the name that they have there, or else under the likeliest. */
export function writeParams(params: Record<string, unknown>, wanted: WrittenParams): Record<string, unknown> {
  const written = { ...params };
  for (const [field, value] of Object.entries(wanted)) {
    const names = Object.hasOwn(namesOf, field) ? named(field as Field) : field === 'scope' ? scopes : [field]; // one of its own names
    const present = Object.keys(params).find((name) => names.some((n) => n.toLowerCase() === name.toLowerCase()));
    written[present ?? names[0] ?? field] = value;
  }
  return written;
}

export type Engine = 'SQL' | 'DSS' | 'Databricks to Azure' | 'Azure to Databricks' | 'other';

const azure = /azure|cloud|blob|wasb|adls|fast/;

/**
 * The engine that an id or a label stands for. Documented are the labels *In-database (SQL)*, *Databricks to Cloud* and *Cloud to
 * Databricks* (DSS reference, connecting/sql/databricks); DSS 11.2 said Azure for Cloud. No public text has the ids of a sync's two
 * fast engines: one that says nothing is `other`, and whoever asks looks for its label (flow.ts).
 */
export function engineOf(idOrLabel: string | null | undefined): Engine | null {
  if (!idOrLabel) return null;
  const known = settled().dss.engines ?? {};
  const isSettled = Object.hasOwn(known, idOrLabel);
  const guessed = (isSettled ? known[idOrLabel] : undefined) ?? guess(idOrLabel);
  // of an engine whose id is settled no other id is taken; a label, which has spaces, still is
  const isAnotherId = /^\w+$/.test(idOrLabel) && !isSettled && Object.values(known).some((engine) => engine === guessed);
  return isAnotherId ? 'other' : guessed;
}

function guess(idOrLabel: string): Engine {
  const words = idOrLabel.slice(0, 200).replace(/[_-]/g, ' ').toLowerCase();
  const [before, after] = around(words, 'databricks');
  if (azure.test(around(after, 'to')[1])) return 'Databricks to Azure';
  if (azure.test(around(before, 'to')[0])) return 'Azure to Databricks';
  if (/spark|hive|impala/.test(words)) return 'other'; // Spark SQL, for one, is not the database's own
  if (/\bsql\b|in ?database/.test(words)) return 'SQL';
  return /^dss\b|stream|local/.test(words) ? 'DSS' : 'other';
}

/** What comes before a word and what comes after it; nothing where it does not occur. */
function around(text: string, word: string): [string, string] {
  const at = text.indexOf(word);
  return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + word.length)];
}

/** A message is matched up to here: a stack trace may follow, of any length. */
const longestMessage = 20_000;

/**
 * The word that a job's log has where DSS wrote fast, as the lab says. It stands by itself: settings that a log may list are called
 * `autoFastWriteConnection`, `fastPath=…` or `"fastWrite": …`, and say nothing about what was done.
 */
export const fastpath = /(^|[^\w])fastpath(?!["'=\w]|\.[\w.]{1,60}=)/i;
/** What a later version may write instead: another spelling, or the statement by which Databricks loads files (DSS reference). */
export const fastpathLoosely = /(^|[^\w])(fast[- ](path|write)(?!["'=\w]|\.[\w.]{1,60}=| (connection|path|setting))|copy into [\w`"])/i;

const denials = ['not', 'no', 'cannot', "can't", 'unable', 'without', 'skipping', 'disabled', 'unavailable', 'impossible'];

/** Whether a line that mentions the fast path says, right before or after it, that it was not taken. */
export function deniesFastpath(line: string): boolean {
  const words = line
    .slice(0, 400)
    .toLowerCase()
    .replaceAll(/fast[-_ ](path|write)/g, 'fastpath')
    .split(/\s/)
    .filter(Boolean);
  const isDenial = (word: string | undefined) => denials.includes((word ?? '').replace(/[,.;:]$/, ''));
  return words.some((word, at) => {
    if (!word.includes('fastpath')) return false;
    const before = words.slice(Math.max(0, at - 4), at);
    const clause = before.slice(before.findLastIndex((w) => /[,.;:]$/.test(w)) + 1);
    const [next, second] = words.slice(at + 1);
    return clause.some(isDenial) || isDenial(next) || (['is', 'was', 'can'].includes(next ?? '') && isDenial(second));
  });
}

const oneSpaced = (text: string) => text.split(/\s/).filter(Boolean).join(' ');

/** Whether a failure's message has all of `words` in it, such as `setting up credentials … stored credentials`; an ellipsis stands for anything. */
export function isFailureWith(message: string, words: string): boolean {
  const parts = words
    .toLowerCase()
    .split(/…|\.{3}| {2}/)
    .map(oneSpaced)
    .filter(Boolean);
  const said = oneSpaced(message.slice(0, longestMessage).toLowerCase());
  return parts.length > 0 && parts.every((part) => said.includes(part));
}

/** What Unity Catalog says is lacking, such as `USE CATALOG on Catalog 'main'`; null if a failure mentions no grant. */
export function missingGrant(said: string): string | null {
  const text = oneSpaced(said.slice(0, longestMessage));
  const [, after] = around(text, 'User does not have ');
  const [grant = ''] = after.slice(0, 200).split('. ', 1);
  if (/^[A-Z ]{3,60} on [A-Z]/.test(grant)) return grant.replace(/\.$/, '');
  return /PERMISSION_DENIED|INSUFFICIENT_PERMISSIONS/.test(text) ? 'a permission' : null;
}

/**
 * Whether Databricks has refused the storage's access key, which DSS handed it. The words are the driver's own for a key that it cannot use
 * (public reports of hadoop-azure).
 */
export const isKeyRefused = (said: string): boolean => /fs\.azure\.account\.key/.test(said.slice(0, longestMessage));

/** Whether an error of a query is about the connection or its credential, rather than a problem in DSS itself. */
export const isAboutConnection = ({ code = '', said = '' }: Refusal): boolean =>
  isWithoutCredential(said) ||
  /AADSTS|oauth|credential|jdbc|sql|HTTP Response code|UnknownHost|not found|not allowed|refused/i.test(
    `${code} ${said}`.slice(0, longestMessage),
  );

/**
 * Whether DSS says that the user has never connected their account to the connection, with an error “requiring you to connect your
 * Databricks account to Dataiku DSS” (DSS reference, connecting/sql/databricks) or similar words.
 */
export function isWithoutCredential(said: string): boolean {
  const text = oneSpaced(said.slice(0, longestMessage).toLowerCase());
  if (text.includes('aadsts')) return false;
  const [, asked] = around(text, 'connect your ');
  if (asked.split(' ', 3).some((word) => word.startsWith('account'))) return true;
  return text.split('.').some((sentence) => {
    const [before, after] = around(sentence, 'credential');
    return /(no|without|missing|not) /.test(before.slice(-50)) || /^s? (is |are )?not (set|defined|found)/.test(after);
  });
}

/** Databricks' or Entra's own error code in a longer message: the part that people can look up. */
export const codeIn = (said: string): string | null =>
  /AADSTS\d{1,9}/.exec(said)?.[0] ?? /HTTP Response code: \d{1,4}/.exec(said)?.[0] ?? null;
