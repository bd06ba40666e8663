import { z } from 'zod';
import { hasSecret } from '@/lib/lab/has-secret';
import { Asked, Said } from './allowed';

/** One check in a report: what it said, when, and what was asked for it. */
export interface CheckAccount {
  id: string;
  title: string;
  /** ISO 8601; null if unknown. */
  checkedAt: string | null;
  outcome: Said | null;
  /** Why it couldn't be checked last time, if it could before. */
  trouble: Said | null;
  asked: readonly Asked[];
}

/** What a vendor's support asks for, and no secret: made of allowed fields only. */
export interface Account {
  /** ISO 8601 */
  madeAt: string;
  /** The reader's, such as Europe/London; null if unknown. */
  timeZone: string | null;
  lab: string;
  step: string;
  /** Whose work it is. */
  signInName: string;
  tenantId: string;
  /** Settings that say where things are, by their labels. */
  places: Readonly<Record<string, string>>;
  checks: readonly CheckAccount[];
  versions: { portal: string; lab: string; node: string };
}

/** As stored with standings and attempts. */
export interface Source {
  id: string;
  title: string;
  checkedAt: string | null;
  outcome: unknown;
  trouble?: unknown;
  evidence: unknown;
}

/** A last check of what services and people wrote: a field that reads like a secret is left out, and says so. */
const withoutSecrets = <T extends object>(fields: T): T =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && hasSecret(JSON.stringify(value)) ? 'left out: it reads like a secret' : value,
    ]),
  ) as T; // the same names, each with its text or another

function saidOf(outcome: unknown): Said | null {
  const said = Said.safeParse(outcome).data;
  return said ? withoutSecrets(said) : null;
}

/** Requests that don't look as we write them are left out. */
function askedOf(evidence: unknown): Asked[] {
  const lines = z.array(z.unknown()).catch([]).parse(evidence);
  return lines.slice(0, 200).flatMap((line) => {
    const asked = Asked.safeParse(line).data;
    return asked ? [withoutSecrets(asked)] : [];
  });
}

export const checkAccount = ({ id, title, checkedAt, outcome, trouble, evidence }: Source): CheckAccount => ({
  id,
  title,
  checkedAt,
  outcome: saidOf(outcome),
  trouble: saidOf(trouble),
  asked: askedOf(evidence),
});
