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
  /** Rarely needed, so it is folded away. */
  isFolded: boolean;
}

/** One step, as its panel needs it. */
export interface StepView {
  workshop: string;
  slug: string;
  checks: CheckView[];
  fields: FieldView[];
  fillLabel: string | null;
  secrets: SecretView[];
}

export const noAnswer: PressAnswer = { at: 0, did: null, problems: {}, typed: {} };

/** The value of a button in the panel. */
export const pressValue = (press: Press): string => JSON.stringify(press);
