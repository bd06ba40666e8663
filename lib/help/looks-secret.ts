/** The longest message that people may write to each other. */
export const longestText = 500;
/** How much is searched: more than may be sent, so that nothing hides behind the cut. */
const lookedAt = 4000;

/** Characters that keys are made of. Dots, slashes and colons split hosts, paths and names into words. */
const keyLike = /[A-Za-z0-9_~+-]+/g;

const known: readonly [what: string, pattern: RegExp][] = [
  // three characters, a digit and "Q~" begin a client secret of Entra ID
  ['a client secret', /[\w.~-]{3}\dQ~[\w.~-]{20}/],
  // Databricks: personal access tokens, and OAuth secrets of service principals
  ['an access token', /\bdapi[0-9a-f]{28}/],
  ['an access token', /\bdose[0-9a-f]{28}/],
  // Dataiku DSS, since 13
  ['an API key', /dku[a-z][a-z][a-z]-[A-Za-z0-9]{16}/],
  // JSON web tokens, and sealed ones: the first part begins with {"
  ['a token', /\beyJ[\w-]{15}/],
  ['a shared access signature', /\bsig=[\w%+/-]{16}/i],
  ['an account key', /\bAccountKey=[\w+/-]{16}/i],
  ['a private key', /-----BEGIN [A-Z ]{0,20}PRIVATE KEY/],
  ['a bearer token', /\bBearer [\w.~+/-]{20}/],
];

/** What people call a secret when they say what it is. */
const calling = /password|passwort|passwd|pwd|secret|api key|api-key|api_key|apikey|token/gi;
const longestWord = 80;

/** The word after "key: …" and the like. */
function namedIn(text: string): string[] {
  return [...text.matchAll(calling)].flatMap(({ 0: name, index }) => {
    const rest = text.slice(index + name.length, index + name.length + longestWord + 20).trimStart();
    const said = rest.startsWith('is ') ? rest.slice(3) : /^[:=]/.test(rest) ? rest.slice(1) : null;
    const [word = ''] =
      said
        ?.trimStart()
        .split(/[\s"']/)
        .filter(Boolean) ?? [];
    return word.length >= 6 ? [word] : [];
  });
}

/** "https://name:password@host". */
const hasPassword = (word: string): boolean => {
  const [, authority = ''] = word.split('://');
  const [user = ''] = authority.split('@');
  return user !== authority && user.indexOf(':') > 0 && !user.endsWith(':') && !user.includes('/');
};

/**
 * Whether a text contains something that looks like a secret, and what. Ids, hosts, paths and names of things pass, because people need
 * them to say what is wrong.
 * @returns what it looks like, such as `an access token`
 */
export function secretIn(text: string): string | null {
  const cut = text.slice(0, lookedAt);
  const found = known.find(([, pattern]) => pattern.test(cut));
  if (found) return found[0];
  if (cut.split(/\s/).some(hasPassword)) return 'a password in an address';
  if (namedIn(cut).some(isNoWord)) return 'a password or key';
  return [...cut.matchAll(keyLike)].some(([run]) => isRandom(run)) ? 'a key or token' : null;
}

/** Why a text with a secret isn't sent, and what to do. */
const secretWords = (what: string): string => `Your message wasn’t sent because it seems to contain ${what}. Remove it, then send again.`;

/** A name has letters; something chosen to be hard to guess also has digits or signs. */
const isNoWord = (word: string): boolean =>
  /[A-Za-z]/.test(word) && /[0-9!$%&*+#?~^]/.test(word.replace(/[?!]$/, '')) && !/^https?:/i.test(word);

const kindOf = (char: string): 'digit' | 'upper' | 'lower' | 'sign' =>
  char >= '0' && char <= '9' ? 'digit' : char >= 'A' && char <= 'Z' ? 'upper' : char >= 'a' && char <= 'z' ? 'lower' : 'sign';

/**
 * Whether a run of characters is too mixed for a name: a name changes between small letters, capitals and digits only where its words do;
 * random characters change at every other place.
 */
function isRandom(run: string): boolean {
  if (run.length < 24) return false;
  if (/^[0-9a-f-]{36}$/i.test(run) && run.split('-').length === 5) return false; // a GUID, as ids are
  const bare = run.replaceAll(/[-_]/g, '');
  if (/^[0-9a-f]+$/i.test(bare)) return bare.length >= 40 && new Set(bare).size >= 8; // a run of an experiment has 32, and is no secret
  const kinds = [...bare].map(kindOf);
  const changes = kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length;
  const digits = kinds.filter((kind) => kind === 'digit').length;
  const isMixed = kinds.includes('upper') && kinds.includes('lower');
  return digits >= 2 && new Set(bare).size >= 12 && changes >= (isMixed ? bare.length / 3 : bare.length / 2.5);
}

/** A message as it may be sent, or why it may not. `null`: nothing was written. */
export function readText(typed: string | undefined): { text: string | null } | { problem: string } {
  const text = tidy(typed ?? '');
  if (text === '') return { text: null };
  const secret = secretIn(text);
  if (secret) return { problem: secretWords(secret) };
  if (text.length > longestText) return { problem: `Keep it to ${longestText} characters: it has ${text.length}.` };
  return { text };
}

/** Removes characters that a database refuses or nobody sees; line breaks stay. */
const tidy = (typed: string): string =>
  typed
    .slice(0, lookedAt)
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim();
