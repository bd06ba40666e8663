import type { Press, PressAnswer } from '@/lib/attendee/press';

export interface CheckView {
  id: string;
  title: string;
}

export interface FieldView {
  name: string;
  label: string;
  placeholder: string;
  isPick: boolean;
}

export interface SecretView {
  name: string;
  label: string;
  hint: string;
  probeLabel: string | null;
  /** The workshop’s own key can replace it, so it is asked for only where something on the page says that it is needed. */
  hasStandIn: boolean;
}

/** One step, as its panel needs it. */
export interface StepView {
  workshop: string;
  /** The workshop is over: nothing is checked or recorded, and nobody is asked for help. */
  isOver: boolean;
  slug: string;
  checks: CheckView[];
  fields: FieldView[];
  fillLabel: string | null;
  secrets: SecretView[];
  /** The checks and troubles that the text says what to do about. */
  helped: readonly string[];
  /** Whether the server can check it again without a press, as long as a page is live. */
  isWatchable: boolean;
  /** The earlier steps that it depends on, by slug. */
  buildsOn: readonly string[];
}

export const noAnswer: PressAnswer = { at: 0, did: null, problems: {}, typed: {} };

/** The value of a button in the panel. */
export const pressValue = (press: Press): string => JSON.stringify(press);

/** The target of the panel's link to what the text says about a check or a trouble. */
export const troubleId = (subject: string): string => `trouble-${subject}`;
