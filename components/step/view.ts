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
  /** Seldom needed, so it does not take up room. */
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

/** What a button of the panel carries as its value. */
export const pressValue = (press: Press): string => JSON.stringify(press);
