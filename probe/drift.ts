import { z } from 'zod';
import type { Finding } from './question';

/** The findings of an earlier run, by the ids of their questions. */
export const Last = z.object({
  date: z.string(),
  findings: z.record(z.string(), z.object({ verdict: z.enum(['confirmed', 'different', 'could not tell']), answer: z.string() })),
});
export type Last = z.infer<typeof Last>;

export interface Drift {
  id: string;
  was: string;
  is: string;
}

/** A count changes every day and is no news. A status, a code or a version is. */
const gist = ({ verdict, answer }: Last['findings'][string]): string =>
  `${verdict}: ${answer.replace(/(?<!(?:status|code|newest) )\b\d+\b/g, 'some')}`;

/** What the vendors answer differently since then. If the probe couldn’t tell, then or now, that is no change. */
export function drift(last: Last, now: Record<string, Finding>): Drift[] {
  return Object.entries(now).flatMap(([id, finding]) => {
    const before = last.findings[id];
    const isTold = before && before.verdict !== 'could not tell' && finding.verdict !== 'could not tell';
    if (!isTold || gist(before) === gist(finding)) return [];
    return [{ id, was: `${before.verdict}: ${before.answer}`, is: `${finding.verdict}: ${finding.answer}` }];
  });
}
