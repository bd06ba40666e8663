import { missing, type Verdict } from './outcome';
import type { Knowing, Known } from './vocabulary';

/** What a service answered: values to record, or a choice if there are several. */
export type Filled<Name extends string = string> =
  | { values: Partial<Record<Name, string>>; note: string }
  | { choices: { value: string; label: string }[]; name: Name; note: string }
  | { nothing: string };

/** Reads values from a service at one press, as the engine runs it. */
export interface Fill {
  label: string;
  needs: readonly string[];
  uses: readonly string[];
  read: (clouds: unknown, known: Known) => Promise<Filled>;
}

/** A fill as it is written. If a value it needs is not recorded yet, it says so without asking any service. */
export interface FillDefinition<Clouds, Needs extends string, Uses extends string, Name extends string> {
  label: string;
  needs?: readonly Needs[];
  uses?: readonly Uses[];
  read: (clouds: Clouds, known: Knowing<Needs, Uses>) => Promise<Filled<Name>>;
}

/** Tries a secret once, as the engine runs it. Nothing is stored. */
export interface Probe {
  credential: string;
  label: string;
  needs: readonly string[];
  attempt: (clouds: unknown, known: Known, secret: string) => Promise<Verdict>;
}

export interface ProbeDefinition<Clouds, Needs extends string, Credential extends string> {
  credential: Credential;
  label: string;
  needs: readonly Needs[];
  attempt: (clouds: Clouds, known: Knowing<Needs>, secret: string) => Promise<Verdict>;
}

/** Only these names, so that a check cannot read anything else. */
export const only = (names: readonly string[], known: Known): Known => Object.fromEntries(names.map((name) => [name, known[name]]));

/** The needed names that are not recorded yet. */
export const unsaid = (needs: readonly string[], known: Known): string[] => needs.filter((name) => !known[name]);

/** The verdict for names that are not recorded yet. It says for each where to record it. */
export function notRecorded(names: readonly { label: string; how: string }[]): Verdict {
  const labelsFor = (how: string) =>
    names
      .filter((n) => n.how === how)
      .map((n) => n.label)
      .join(', ');
  const hows = [...new Set(names.map((n) => n.how))];
  const remedy = hows.length > 1 ? hows.map((how) => `${labelsFor(how)}: ${how}`).join(' ') : (hows[0] ?? '');
  return missing(`Not recorded yet: ${names.map((n) => n.label).join(', ')}.`, remedy);
}
