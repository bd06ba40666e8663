import { randomInt } from 'node:crypto';
import { statement } from './db';

/** Letters and digits that cannot be taken for one another when read off a projector. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const pick = (n: number): string => Array.from({ length: n }, () => letters.charAt(randomInt(letters.length))).join('');

export const newJoinCode = (): string => `${pick(3)}-${pick(4)}`;

/** Wrong codes that a person may try in a minute, of whatever kind. Never counted by address: forty people share one. */
const guessesPerMinute = 20;

export const tooManyGuesses = 'Too many wrong codes in a minute. Wait a moment, then enter the code as it is on the facilitator’s screen.';

/** @param found finds what a code opens: a statement that answers with `id`, and knows the code as `$2` */
const guessSql = (found: string) => `
  WITH me AS MATERIALIZED (
    SELECT "id", CASE WHEN "guessedSince" > now() - interval '1 minute' THEN "guesses" ELSE 0 END AS n
    FROM "Person" WHERE "id" = $1::uuid FOR NO KEY UPDATE
  ), found AS MATERIALIZED (
    SELECT f."id" FROM (${found}) f, me WHERE n < ${guessesPerMinute}
  ), missed AS (
    UPDATE "Person" p SET "guesses" = n + 1, "guessedSince" = CASE n WHEN 0 THEN now() ELSE p."guessedSince" END
    FROM me WHERE p."id" = me."id" AND n < ${guessesPerMinute} AND NOT EXISTS (SELECT 1 FROM found)
  )
  SELECT n >= ${guessesPerMinute} AS "isTooOften", (SELECT "id" FROM found) AS "id" FROM me`;

/** The id of what was found by a code. */
export type Guessed = { id: string } | 'none' | 'too-often';

const guess = (found: string) => {
  const sql = guessSql(found);
  return async (personId: string, code: string): Promise<Guessed> => {
    const [row] = await statement<{ isTooOften: boolean; id: string | null }>(sql, [personId, code]);
    if (row?.isTooOften) return 'too-often';
    return row?.id ? { id: row.id } : 'none';
  };
};

/** Tries a join code for somebody. @returns the workshop's id */
export const tryCode = guess('SELECT "id" FROM "Workshop" WHERE "joinCode" = $2');

/** Tries the digest of an invitation's code for somebody. @returns the invitation's id, whether or not it still opens anything */
export const tryInvitation = guess('SELECT "id" FROM "Invitation" WHERE "code" = $2');
