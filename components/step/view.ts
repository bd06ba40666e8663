import type { Standing, StepStatus } from '@/lib/progress/standing';

/** What the browser holds of an attendee's progress. Later accounts are merged into it (merge.ts). */
export interface AttendeeState {
  /** Grows with every change, see Enrolment.revision. */
  revision: string;
  /** The step that is noted as open. */
  at: string | null;
  /** Since when I ask for help, ISO 8601. */
  helpAt: string | null;
  /** By step slug: of all steps when a page is rendered, later of those that there is news of. */
  standings: Record<string, Standing[]>;
  statuses: Record<string, StepStatus>;
  passedAt: Record<string, string>;
  /** Recorded values, settings and who I am: all that a text may show. */
  values: Record<string, string>;
  /** Consoles that texts link to; null where not known yet. */
  links: Record<string, { label: string; href: string | null }>;
}

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
  next: { href: string; label: string } | null;
}

/** What came of pressing something in the panel. */
export interface PanelResult {
  /** Differs for each result, so that the same words said twice are announced twice. */
  at: number;
  did: 'verify' | 'save' | 'fill' | 'none';
  note?: string;
  tone?: 'bad' | 'done';
  problems: Record<string, string>;
  typed: Record<string, string>;
  choices?: { name: string; options: { value: string; label: string }[] };
  signedOut?: boolean;
  /** Nothing came of it: the note says why. */
  isFailure?: boolean;
  state?: AttendeeState;
}

export const noResult: PanelResult = { at: 0, did: 'none', problems: {}, typed: {} };
