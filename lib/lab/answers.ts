import { z } from 'zod';
import type { Access } from '@/lib/clouds/access';
import type { Check } from './check';
import { hasSecret } from './has-secret';
import { type NotPacked, Packed, unpack } from './packed';
import type { Known } from './vocabulary';

/** The most that is kept of one attempt, in bytes. */
export const mostBytes = 32 * 1024;
/** For what is told of answers that have no room. */
const reserved = 4 * 1024;

/** `secret`: something in it is a secret, or reads like one. */
export type NotKept = NotPacked | 'secret';

/**
 * What the checks of one attempt judged: the answers of their questions, as far as checks read them, and what was known. Never a body,
 * a header, a token or a key. Kept with the attempt, so that it can be judged again after a check was fixed.
 */
export interface Answers {
  /** Settings and values that the checks use. */
  known: Known;
  /** By check id. */
  judged: ReadonlyMap<string, unknown>;
  /** Why the answers of other checks were not kept. */
  notKept: ReadonlyMap<string, NotKept>;
}

const version = 1;

/**
 * Answers as a text, each check's where there is room for it. A step's checks share most of what they read, and that is written once.
 * @param judged by check id
 * @param used the tokens and keys of the run, none of which may be in it
 * @returns undefined where no check judged anything
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

/** @returns null for anything else than what this version of `packAnswers` wrote */
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
