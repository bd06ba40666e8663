const names = new Set(['sig', 'accountkey', 'sharedaccesskey', 'client_secret', 'password', 'access_token', 'refresh_token']);

/** Whether a word, such as a part of an address, reads like a secret: a signed token, a signature, a key, a password. */
function isSecret(word: string): boolean {
  const [name = '', value = ''] = word.split('=', 2);
  if (names.has(name.slice(0, 20).toLowerCase())) return value.length >= 8;
  if (word.startsWith('eyJ')) return word.split('.', 3).length === 3 && word.length > 40; // three parts, of which two are JSON objects
  if (word.length === 88) return word.endsWith('=='); // 64 bytes: a key
  if (word.length === 40) return word.slice(4, 6) === 'Q~'; // a secret of a registered app
  return word.length >= 36 && word.startsWith('dapi');
}

/** Whether an address has a password in it, as `https://somebody:password@host` has. */
function hasPassword(json: string): boolean {
  for (let at = json.indexOf('://'); at >= 0; at = json.indexOf('://', at + 3)) {
    const [authority = ''] = json.slice(at + 3, at + 400).split(/[\s/?#"\\]/, 1);
    const [before, host] = authority.split('@', 2);
    if (host !== undefined && before?.includes(':')) return true;
  }
  return false;
}

/** As it appears within JSON. */
const written = (text: string) => JSON.stringify(text).slice(1, -1);

/** Anything that reads like a secret wherever it appears: services' tokens and keys, by how they begin, and authorization headers. */
const shapes = [/\bdapi[0-9a-f]{28}/, /\bdose[0-9a-f]{28}/, /dku[a-z][a-z][a-z]-[A-Za-z0-9]{16}/, /\bBearer [\w.~+/-]{20}/i];

/** Characters of secret words: nearly every text has none of these, and isn't searched any further. */
const signs = [...[...names].map((name) => `${name}=`), 'eyj', '==', 'q~', 'dapi'];

function hasSecretWord(json: string): boolean {
  const lower = json.toLowerCase();
  if (!signs.some((sign) => lower.includes(sign))) return false;
  // a slash is a part of a key, and divides a path
  return json.split(/[^\w.~+/=%-]/).some((word) => isSecret(word) || (word.includes('/') && word.split('/').some(isSecret)));
}

/**
 * Whether a JSON text contains one of these secrets, or anything that reads like one. Short secrets could be ordinary words, and prove
 * nothing. It knows fewer shapes than the check for people's messages (lib/help/looks-secret.ts), because services' answers are full of
 * ids.
 */
export const hasSecret = (json: string, secrets: Iterable<string> = []): boolean =>
  json.includes('PRIVATE KEY-----') ||
  hasPassword(json) ||
  hasSecretWord(json) ||
  shapes.some((shape) => shape.test(json)) ||
  [...secrets].some((secret) => secret.length >= 6 && json.includes(written(secret)));
