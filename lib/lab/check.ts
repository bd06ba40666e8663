import type { Carry } from '@/lib/clouds/carry';
import type { Verdict } from './outcome';
import type { Knowing, Known } from './vocabulary';

/**
 * One thing that should be true, as the engine runs it. `ask` is the only part that reads from services; `judge` is pure. If a check needs
 * a value that nobody has recorded, it is reported as missing, without asking any service.
 */
export interface Check {
  /** Says what should be true. Stored in the database, so never rename it. */
  id: string;
  title: string;
  needs: readonly string[];
  /** Passed to the check if it is recorded. */
  uses: readonly string[];
  /** The values it learns from the services when it passes. */
  learns: readonly string[];
  /** Whether it may start something in a service that outlasts one run, see `Carry`. */
  carriesOn: boolean;
  ask: (clouds: unknown, known: Known, carry: Carry) => Promise<unknown>;
  judge: (answer: unknown, known: Known) => Verdict;
  learn: (answer: unknown) => Readonly<Record<string, string>>;
}

/** A check as its author writes it: `known` holds exactly what `needs` and `uses` name. */
export interface CheckDefinition<Clouds, A, Needs extends string, Uses extends string, Learns extends string> {
  needs: readonly Needs[];
  uses?: readonly Uses[];
  /** Reads from the services. May end early with `conclude(verdict)`. `carry` holds something only where the check `carriesOn`. */
  ask: (clouds: Clouds, known: Knowing<Needs, Uses>, carry: Carry) => Promise<A>;
  carriesOn?: boolean;
  judge: (answer: A, known: Knowing<Needs, Uses>) => Verdict;
  learns?: readonly Learns[];
  /** Values to keep when the verdict is a pass; an empty one leaves what was known. */
  learn?: (answer: A) => Readonly<Record<Learns, string>>;
}

/**
 * A check that another lab could use, written with its own names (its roles). A lab says which of its names play them:
 * `lab.use(template, { id, title, names })`.
 */
export type CheckTemplate<Clouds, A, Needs extends string, Uses extends string = never, Learns extends string = never> = CheckDefinition<
  Clouds,
  A,
  Needs,
  Uses,
  Learns
>;

/** Declares a template for labs whose clouds include `Clouds`: `checkFor<{ garden: Garden }>()({ needs, ask, judge })`. */
export const checkFor =
  <Clouds>() =>
  <A, const Needs extends string, const Uses extends string = never, const Learns extends string = never>(
    definition: CheckDefinition<Clouds, A, Needs, Uses, Learns>,
  ): CheckTemplate<Clouds, A, Needs, Uses, Learns> =>
    definition;

/** The lab's names for a template's roles: needed only where they differ. */
export type Names<Roles extends string, Name extends string> = { readonly [R in Exclude<Roles, Name>]: Name } & {
  readonly [R in Extract<Roles, Name>]?: Name;
};

/** A definition as the engine runs it: its types are checked where it is written, and dropped here. */
export function erased<Clouds, A, Needs extends string, Uses extends string, Learns extends string>(
  { id, title }: { id: string; title: string },
  definition: CheckDefinition<Clouds, A, Needs, Uses, Learns>,
  names: Readonly<Partial<Record<string, string>>> = {},
): Check {
  const nameOf = (role: string) => names[role] ?? role;
  const roles: readonly string[] = [...definition.needs, ...(definition.uses ?? [])];
  // the runner makes sure that what `needs` names is known, so the types may rely on it here
  const inRoles = (known: Known) => Object.fromEntries(roles.map((role) => [role, known[nameOf(role)]])) as Knowing<Needs, Uses>;
  return {
    id,
    title,
    needs: definition.needs.map(nameOf),
    uses: (definition.uses ?? []).map(nameOf),
    learns: (definition.learns ?? []).map(nameOf),
    carriesOn: definition.carriesOn ?? false,
    ask: (clouds, known, carry) => definition.ask(clouds as Clouds, inRoles(known), carry), // the lab's own clients
    judge: (answer, known) => definition.judge(answer as A, inRoles(known)), // what its own `ask` answered
    learn: (answer) =>
      Object.fromEntries(Object.entries<string>(definition.learn?.(answer as A) ?? {}).map(([role, text]) => [nameOf(role), text])),
  };
}
