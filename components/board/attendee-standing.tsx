'use client';
import { OutcomeRow } from '@/components/step/outcome-row';
import type { CheckView } from '@/components/step/view';
import { Mark, statusWords } from '@/components/ui/mark';
import { type Standing, stepStatus } from '@/lib/progress/standing';

interface Props {
  steps: { slug: string; number: string; title: string; checks: CheckView[] }[];
  standings: Record<string, Standing[]>;
  passed: { step: string; at: string; how: string }[];
}

/** The attendee's panel as they see it, step by step; only steps that were looked at. */
export function AttendeeStanding({ steps, standings, passed }: Props) {
  const looked = steps.filter((s) => standings[s.slug]);
  return (
    <>
      <h2>Where they stand</h2>
      {looked.length === 0 ? <p className="note">They have not verified anything yet.</p> : null}
      <ul className="sheet" hidden={looked.length === 0}>
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
                  <span className={`word ${status}`}>{pass ? `${pass.how} at ${pass.at.slice(11, 16)} UTC` : statusWords[status]}</span>
                </summary>
                <ul className="checks mt-2">
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
      </ul>
    </>
  );
}
