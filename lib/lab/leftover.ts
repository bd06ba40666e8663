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
  /** The id of the check, of the step that cleans up. */
  check: string;
  /** What people record of it, the name they know it by first: whoever recorded any of it may have one. */
  names: readonly string[];
}

/** How a lab is cleaned up after. */
export interface CleanUp {
  /** The slug of the step whose checks pass when all is gone. */
  step: string;
  /** The dearest first. */
  leftovers: readonly Leftover[];
}

/** What a lab's clean-up names that the lab does not have, in words. */
export function cleanUpProblems(lab: Lab): string[] {
  if (!lab.cleanUp) return [];
  const { step, leftovers } = lab.cleanUp;
  const found = allSteps(lab).find((s) => s.slug === step);
  if (!found) return [`the clean-up names the step "${step}", which is none`];
  const known = [...Object.keys(lab.learns), ...allSteps(lab).flatMap((s) => s.collects.map((v) => v.name))];
  return leftovers.flatMap(({ label, check, names }) => [
    ...(found.checks.some((c) => c.id === check)
      ? []
      : [`the leftover "${label}" names the check "${check}", which "${step}" does not have`]),
    ...names.filter((name) => !known.includes(name)).map((name) => `the leftover "${label}" names "${name}", which nobody records`),
  ]);
}
