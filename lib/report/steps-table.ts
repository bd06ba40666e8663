import { z } from 'zod';
import { allSteps, type Lab, stepsOf, trackIn } from '@/lib/lab/lab';
import { planOf } from '@/lib/pace/plan';
import type { TableRow } from './csv';
import { minutesBySteps } from './minutes';

const Time = z.string().transform((text) => new Date(text));
const Passes = z.array(z.object({ step: z.string(), how: z.string(), at: Time, by: z.string().nullable(), reason: z.string().nullable() }));
const Tries = z.array(z.object({ step: z.string(), clicks: z.number(), failed: z.number(), first: Time, last: Time }));

/** What the statement of the table answers of one attendee. */
const Row = z.object({
  attendee_id: z.string(),
  name: z.string(),
  user_name: z.string(),
  track: z.string(),
  joined_at: z.date(),
  starts_at: z.date().nullable(),
  breaks: z.unknown(),
  passes: Passes.nullable(),
  tries: Tries.nullable(),
});

/** An attendee's rows: one for each step of their track, and for each other step on which they have done something. */
export function stepsOfRow(lab: Lab, given: Readonly<Record<string, unknown>>): TableRow[] {
  const { starts_at, breaks, passes, tries, ...who } = Row.parse(given);
  const track = trackIn(lab, who.track);
  const plan = planOf({ startsAt: starts_at, plannedEnd: null, breaks });
  const minutes = minutesBySteps(
    (passes ?? []).map(({ at, ...pass }) => ({ ...pass, at: at.getTime() })),
    Math.max(who.joined_at.getTime(), plan.startsAt ?? 0),
    plan.breaks,
  );
  const mine = new Set(stepsOf(lab, track).map((s) => s.slug));
  const done = new Set([...(passes ?? []), ...(tries ?? [])].map((p) => p.step));
  return allSteps(lab)
    .filter((s) => mine.has(s.slug) || done.has(s.slug))
    .map(({ slug, number, title }) => {
      const pass = passes?.find((p) => p.step === slug);
      const tried = tries?.find((t) => t.step === slug);
      return {
        ...who,
        track,
        step: slug,
        step_number: number,
        step_title: title,
        state: pass?.how ?? (tried ? 'tried' : 'not started'),
        passed_at: pass?.at ?? null,
        passed_by: pass?.by ?? null,
        reason: pass?.reason ?? null,
        clicks: tried?.clicks ?? 0,
        failed_clicks: tried?.failed ?? 0,
        first_click_at: tried?.first ?? null,
        last_click_at: tried?.last ?? null,
        minutes: minutes.get(slug) ?? null,
      };
    });
}
