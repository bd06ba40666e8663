import { z } from 'zod';

const Outcome = z.looseObject({
  status: z.string(),
  message: z.string().optional(),
  on: z.string().optional(),
  way: z.string().optional(),
});
const Step = z.object({
  status: z.string(),
  standings: z.array(z.object({ checkId: z.string(), verdict: Outcome.nullable(), trouble: Outcome.nullable() })),
});

/** What a page learns about its attendee's progress, as far as somebody looks at it. */
export const State = z.object({
  help: z.object({ request: z.object({ replies: z.array(z.object({ by: z.string() })) }).nullable() }).optional(),
  helpAt: z.string().nullable(),
  factsId: z.string(),
  values: z.record(z.string(), z.string()),
  steps: z.record(z.string(), Step),
});
export type State = z.infer<typeof State>;

/** The answer to a press. */
export const Pressed = z.object({
  did: z.string().nullable(),
  note: z.string().optional(),
  isFailure: z.boolean().optional(),
  hasSessionEnded: z.boolean().optional(),
  problems: z.record(z.string(), z.string()),
  choices: z.object({ name: z.string(), options: z.array(z.object({ value: z.string() })) }).optional(),
  /** Without the values where the tab has them already. */
  state: State.partial({ values: true }).optional(),
});
export type Pressed = z.infer<typeof Pressed>;

/** A row that is not green, as one reads it. */
export interface Row {
  check: string;
  status: string;
  says: string;
  /** What its button does, where a sign-in or a consent is all that is lacking. */
  way?: string | undefined;
}

/** The rows of a step that are not green. */
export const rowsOf = (step: z.infer<typeof Step>): Row[] =>
  step.standings.flatMap(({ checkId, verdict, trouble }) => {
    const shown = trouble && verdict?.status !== 'pass' ? trouble : verdict;
    return shown && shown.status !== 'pass'
      ? [{ check: checkId, status: shown.status, says: shown.message ?? shown.on ?? '', way: shown.way }]
      : [];
  });
