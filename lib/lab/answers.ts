import { z } from 'zod';
import type { Access } from '@/lib/clouds/access';
import type { Check } from './check';
import { hasSecret } from './has-secret';
import { type NotPacked, Packed, unpack } from './packed';
import type { Known } from './vocabulary';

/** The most that is kept for one attempt, in bytes. */
export const mostBytes = 32 * 1024;
/** Reserved for saying which answers didn't fit. */
const reserved = 4 * 1024;

/** `secret`: it contains a secret, or something that reads like one. */
export type NotKept = NotPacked | 'secret';

/**
 * What the checks of one attempt judged: those parts of the answers that checks read, and what was known. It never contains a body, a
 * header, a token or a key. It is kept with the attempt, so that the attempt can be judged again after a check was fixed.
 */
export interface Answers {
  /** Settings and values that the checks use. */
  known: Known;
  /** By check id. */
  judged: ReadonlyMap<string, unknown>;
  /** Why the other checks' answers were not kept. */
  notKept: ReadonlyMap<string, NotKept>;
}

const version = 1;

/**
 * Answers as a text; each check's answer is included if it fits. A step's checks share most of what they read, and that is written only
 * once.
 * @param judged by check id
 * @param used the run's tokens and keys, none of which may be in it
 * @returns undefined if no check judged anything
 */
export function packAnswers(
  checks: readonly Check[],
  judged: ReadonlyMap<string, unknown>,
  known: Known,
  used: ReadonlySet<string> = new Set(),
): string | undefined {
  if (judged.size === 0) return undefined;
  const names = new Set(['track', ...checks.filter((c) => judged.has(c.id)).flatMap((c) => [...c.needs, ...c.uses])]);
  const kept = Object.fromEntries([...names].flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])));
  const pack = new Packed(mostBytes - reserved);
  const refused = pack.add(kept);
  const entries: [string, unknown][] = [];
  const notKept: Record<string, NotKept> = {};
  for (const entry of judged) {
    const why = refused ?? pack.add(entry);
    if (why) notKept[entry[0]] = why;
    else entries.push(entry);
  }
  pack.grow(reserved);
  const isIn = pack.add({ version, known: refused ? {} : kept, judged: entries, notKept }) === null;
  const text = isIn ? pack.text() : nothingOf(judged, 'too-long');
  return hasSecret(text, used) ? nothingOf(judged, 'secret') : text;
}

function nothingOf(judged: ReadonlyMap<string, unknown>, why: NotKept): string {
  const pack = new Packed(mostBytes);
  pack.add({ version, known: {}, judged: [], notKept: Object.fromEntries([...judged.keys()].map((id) => [id, why])) });
  return pack.text();
}

const Stored = z.object({
  version: z.literal(version),
  known: z.record(z.string(), z.string()),
  judged: z.array(z.tuple([z.string(), z.unknown()])),
  notKept: z.record(z.string(), z.enum(['too-long', 'not-plain', 'secret'])),
});

/** @returns null for anything that this version of `packAnswers` didn't write */
export function unpackAnswers(stored: unknown): Answers | null {
  if (typeof stored !== 'string') return null;
  const found = Stored.safeParse(unpack(stored)).data;
  return found ? { known: found.known, judged: new Map(found.judged), notKept: new Map(Object.entries(found.notKept)) } : null;
}

/** The same access, which notes every token and key that it hands out. */
export function noting(access: Access, used: Set<string>): Access {
  return {
    ...access,
    async tokenFor(scope, options) {
      const token = await access.tokenFor(scope, options);
      used.add(token);
      return token;
    },
    async credentialFor(cloudId) {
      const credential = (await access.credentialFor?.(cloudId)) ?? null;
      if (credential) used.add(credential.key);
      return credential;
    },
  };
}
