'use client';
import { OutcomeRow } from '@/components/step/outcome-row';
import type { CheckView } from '@/components/step/view';
import { Mark, Word } from '@/components/ui/mark';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import { type Standing, stepStatus } from '@/lib/progress/standing';

interface Props {
  steps: { slug: string; number: string; title: string; checks: CheckView[] }[];
  standings: Record<string, Standing[]>;
  passed: { step: string; at: string; how: string }[];
}

/** The attendee's panel as they see it, step by step. Only steps that have been checked. */
export function AttendeeStanding({ steps, standings, passed }: Props) {
  const looked = steps.filter((s) => standings[s.slug]);
  return (
    <>
      <h2>Where they stand</h2>
      {looked.length === 0 ? <Note>They have not verified anything yet.</Note> : null}
      <Sheet hidden={looked.length === 0}>
        {looked.map((s) => {
          const pass = passed.find((p) => p.step === s.slug);
          const status = stepStatus(
            s.checks.map((c) => c.id),
            standings[s.slug] ?? [],
            pass !== undefined,
          );
          return (
            <li key={s.slug}>
              <details className="px-4 py-3" open={status !== 'pass'}>
                <summary>
                  <Mark status={status} /> {s.number} {s.title}{' '}
                  <Word status={status}>{pass ? `${pass.how} at ${pass.at.slice(11, 16)} UTC` : undefined}</Word>
                </summary>
                <ul className="mt-2">
                  {s.checks.map((check) => (
                    <OutcomeRow
                      key={check.id}
                      check={check}
                      standing={standings[s.slug]?.find((st) => st.checkId === check.id)}
                      signInHref=""
                      consentHref=""
                    />
                  ))}
                </ul>
              </details>
            </li>
          );
        })}
      </Sheet>
    </>
  );
}
