import { randomInt } from 'node:crypto';
import { statement } from './db';

/** Letters and digits that cannot be taken for one another when read off a projector. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const pick = (n: number): string => Array.from({ length: n }, () => letters.charAt(randomInt(letters.length))).join('');

export const newJoinCode = (): string => `${pick(3)}-${pick(4)}`;

/** Wrong codes that a person may try in a minute. Never counted by address: forty people share one. */
const guessesPerMinute = 20;

export const tooManyGuesses = 'Too many wrong codes in a minute. Wait a moment, then enter the code as it is on the facilitator’s screen.';

const sql = `
  WITH me AS MATERIALIZED (
    SELECT "id", CASE WHEN "guessedSince" > now() - interval '1 minute' THEN "guesses" ELSE 0 END AS n
    FROM "Person" WHERE "id" = $1::uuid FOR NO KEY UPDATE
  ), found AS MATERIALIZED (
    SELECT w."id" FROM "Workshop" w, me WHERE w."joinCode" = $2 AND n < ${guessesPerMinute}
  ), missed AS (
    UPDATE "Person" p SET "guesses" = n + 1, "guessedSince" = CASE n WHEN 0 THEN now() ELSE p."guessedSince" END
    FROM me WHERE p."id" = me."id" AND n < ${guessesPerMinute} AND NOT EXISTS (SELECT 1 FROM found)
  )
  SELECT n >= ${guessesPerMinute} AS "isTooOften", (SELECT "id" FROM found) AS "id" FROM me`;

/** Tries a join code for somebody. @returns the workshop's id */
export async function tryCode(personId: string, joinCode: string): Promise<{ id: string } | 'none' | 'too-often'> {
  const [row] = await statement<{ isTooOften: boolean; id: string | null }>(sql, [personId, joinCode]);
  if (row?.isTooOften) return 'too-often';
  return row?.id ? { id: row.id } : 'none';
}
