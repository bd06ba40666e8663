import { db } from './db';
import { env } from './env';
import type { Lab } from './lab/lab';
import { originFor, storedSettings } from './lab/settings';
import { log } from './log';
import { unseal } from './seal';
import { Stored, sealSecrets } from './workshop-secrets';

const againMs = 10_000;

/** What was sealed with a key that SEAL_KEYS does not have anymore. */
export interface Lost {
  /** Their ids, in alphabetical order. */
  keyIds: string[];
  workshops: number;
  people: number;
}

/**
 * Checks everything that is sealed, once per start and without delaying it. It binds secrets of an earlier Guidepost to their origin, and
 * says what can't be opened anymore. Tries again while the database is away.
 */
export function tendSeals(labs: readonly Lab[]): void {
  async function tend(): Promise<void> {
    try {
      const bound = await bindSecrets(labs);
      if (bound > 0) log().info({ event: 'seals', workshops: bound }, 'secrets were bound to the address that they are for');
      const lost = await lostSeals();
      if (lost.keyIds.length > 0) log().warn({ event: 'seals', ...lost }, lostWords(lost));
    } catch (error) {
      log().warn({ event: 'seals', err: error }, 'what is sealed could not be looked after; this is tried again');
      setTimeout(() => void tend(), againMs).unref();
    }
  }
  void tend();
}

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** The message for the operator. */
export const lostWords = ({ keyIds, workshops, people }: Lost): string =>
  `SEAL_KEYS has no key named ${keyIds.join(', ')} anymore, so the secrets of ${counted(workshops, 'workshop', 'workshops')} and the ` +
  `sign-ins of ${counted(people, 'person', 'people')} cannot be opened. If you still have that key, add it at the end of SEAL_KEYS and ` +
  'start again. Otherwise facilitators enter their keys again under Settings, and people sign in again.';

/** Counts what can't be opened, by key id. */
export async function lostSeals(): Promise<Lost> {
  const known = env().SEAL_KEYS.map((k) => k.id);
  const [workshops, tokens] = await Promise.all([
    db().$queryRaw<{ id: string; keyId: string }[]>`
      SELECT w."id"::text AS id, s.value->>'keyId' AS "keyId" FROM "Workshop" w, jsonb_each(w."secrets") s
      WHERE NOT (s.value->>'keyId' = ANY (${known}))`,
    db().tokenCache.groupBy({ by: ['keyId'], where: { keyId: { notIn: known } }, _count: true }),
  ]);
  return {
    keyIds: [...new Set([...workshops, ...tokens].map((row) => row.keyId))].sort(),
    workshops: new Set(workshops.map((row) => row.id)).size,
    people: tokens.reduce((sum, row) => sum + row._count, 0),
  };
}

/**
 * Seals the secrets of an earlier Guidepost anew, for the origin that the settings have for them: it dropped a secret whenever
 * that origin changed, so they belong to the one that is there now. From then on no secret without an origin is ever opened, so
 * an old copy of one cannot be brought back beside another URL.
 * @returns in how many workshops
 */
export async function bindSecrets(labs: readonly Lab[]): Promise<number> {
  const rows = await db().$queryRaw<{ id: string; lab: string; settings: unknown; secrets: unknown }[]>`
    SELECT w."id"::text AS id, w."lab", w."settings", w."secrets" FROM "Workshop" w
    WHERE EXISTS (SELECT FROM jsonb_each(w."secrets") s WHERE NOT s.value ? 'origin')`;
  let bound = 0;
  for (const { id, lab: labId, settings, secrets } of rows) {
    const lab = labs.find((l) => l.id === labId);
    const before = Stored.parse(secrets);
    const after = lab && { ...before, ...sealedAnew(lab, id, storedSettings(lab, settings), before) };
    if (!after || Object.keys(after).every((name) => after[name] === before[name])) continue;
    // unless a facilitator, or another instance, was quicker
    const { count } = await db().workshop.updateMany({ where: { id, secrets: { equals: before } }, data: { secrets: after } });
    bound += count;
  }
  return bound;
}

/** Those of a workshop's secrets that have no origin yet and can be opened. */
function sealedAnew(lab: Lab, workshopId: string, settings: Record<string, string>, stored: Stored): Stored {
  const plain = Object.entries(stored).flatMap(([name, { keyId, sealed, origin }]) => {
    if (origin !== undefined || !originFor(lab, name, settings)) return [];
    const text = unseal({ keyId, sealed: Buffer.from(sealed, 'base64') }, `workshop ${workshopId} ${name}`, env().SEAL_KEYS);
    return text === null ? [] : [[name, text] as const];
  });
  return sealSecrets(lab, workshopId, settings, Object.fromEntries(plain));
}
