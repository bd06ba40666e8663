import { allSteps, type Lab } from './lab';

/**
 * Something that an attendee may leave behind, and that goes on costing money or is a risk. One of the lab's checks says whether it is
 * there: the check passes when it is gone.
 */
export interface Leftover {
  /** As in "SQL warehouse". */
  label: string;
  /** The service that it is in, as people call it. */
  where: string;
  /** Whether it costs money while it exists. */
  costs: boolean;
  /** The id of the check, of the step that cleans up. */
  check: string;
  /**
   * The values that people record about it, starting with the name they know it by. Anybody who recorded one of them may have left it
   * behind.
   */
  names: readonly string[];
}

/** How a lab is cleaned up after. */
export interface CleanUp {
  /** The slug of the step whose checks pass when everything is gone. */
  step: string;
  /** The most expensive first. */
  leftovers: readonly Leftover[];
}

/** What a lab's cleanup names but the lab doesn't have, in words. */
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
