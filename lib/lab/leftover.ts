import { allSteps, type Lab } from './lab';

/**
 * Something that an attendee may leave behind, and that goes on costing money or keeping a door open. A check of the lab says whether it is
 * there: it passes when it is gone.
 */
export interface Leftover {
  /** As in "SQL warehouse". */
  label: string;
  /** The service that it is in, as people call it. */
  where: string;
  /** Whether it costs money as long as it is there. */
  costs: boolean;
  /** The slug of the step, and the id of its check. */
  step: string;
  check: string;
  /** What people record of it, the name they know it by first: whoever recorded any of it may have one. */
  names: readonly string[];
}

/** What a lab's leftovers name that it does not have, in words. */
export function leftoverProblems(lab: Lab): string[] {
  const known = [...Object.keys(lab.learns), ...allSteps(lab).flatMap((s) => s.collects.map((v) => v.name))];
  return (lab.leftovers ?? []).flatMap(({ label, step, check, names }) => {
    const found = allSteps(lab).find((s) => s.slug === step);
    return [
      ...(found ? [] : [`the leftover "${label}" names the step "${step}", which is none`]),
      ...(found && !found.checks.some((c) => c.id === check)
        ? [`the leftover "${label}" names the check "${check}", which its step does not have`]
        : []),
      ...names.filter((name) => !known.includes(name)).map((name) => `the leftover "${label}" names "${name}", which nobody records`),
    ];
  });
}
