'use client';
import { Changed } from '@/components/step/later';
import { OutcomeRow } from '@/components/step/outcome-row';
import { arranged } from '@/components/step/rows';
import type { CheckView } from '@/components/step/view';
import { SupportLinks, SupportPlace } from '@/components/support/support-links';
import { Mark, Word } from '@/components/ui/mark';
import { Moment } from '@/components/ui/moment';
import { Note } from '@/components/ui/note';
import { Since, useNow } from '@/components/ui/now';
import { Sheet } from '@/components/ui/sheet';
import { lostOf } from '@/lib/progress/later';
import type { Progress } from '@/lib/progress/read';
import { isDone, type Standing, stepStatus } from '@/lib/progress/standing';
import type { Whose } from './act-form';
import { type StepActions, StepActs } from './step-acts';

export interface StepOf {
  slug: string;
  number: string;
  title: string;
  checks: CheckView[];
}

interface Props {
  whose: Whose;
  steps: readonly StepOf[];
  standings: Record<string, Standing[]>;
  passed: Progress['passed'];
  /** The step that they have open. */
  at: string | null;
  acts: StepActions;
}

/** The attendee's panel as they see it, step by step, with what can be done about each. */
export function AttendeeStanding({ whose, steps, standings, passed, at, acts }: Props) {
  return (
    <>
      <h2>Where they stand</h2>
      <Note>
        {Object.keys(standings).length === 0 && passed.length === 0
          ? 'They haven’t verified anything yet.'
          : 'As they read it: “you” means the attendee.'}
      </Note>
      <Sheet>
        {steps.map((step) => (
          <li key={step.slug}>
            <StepStanding
              whose={whose}
              step={step}
              standings={standings[step.slug] ?? []}
              passed={passed.find((p) => p.step === step.slug)}
              isHere={step.slug === at}
              acts={acts}
            />
          </li>
        ))}
      </Sheet>
    </>
  );
}

/** Checked so recently that something checks it, other than a click of long ago. */
const watchedMs = 30_000;

interface StepProps {
  whose: Whose;
  step: StepOf;
  standings: Standing[];
  passed: Progress['passed'][number] | undefined;
  isHere: boolean;
  acts: StepActions;
}

function StepStanding({ whose, step, standings, passed, isHere, acts }: StepProps) {
  const now = useNow();
  const ids = step.checks.map((c) => c.id);
  const status = stepStatus(ids, standings, passed?.how ?? null);
  const lost = lostOf({ status, standings });
  const { others, passed: passedRows } = arranged(step.checks, standings);
  const last = standings
    .flatMap((s) => [s.checkedAt, s.troubleAt].filter((t) => t !== null))
    .sort()
    .at(-1);
  return (
    <details className="px-4 py-3" open={(standings.length > 0 && !isDone(status)) || lost.length > 0 || isHere}>
      <summary>
        <Mark status={status} /> {step.number} {step.title} <Passed status={status} passed={passed} />
        {lost.length > 0 ? <Word status="waiting"> · changed since</Word> : null}
        {isHere ? <small className="text-ink-3"> · they are here</small> : null}
      </summary>
      {passed?.how === 'waived' && passed.reason ? <p className="mt-1 text-sm text-ink-2">Waived: {passed.reason}</p> : null}
      <p className="mt-1 text-xs text-ink-3">
        {last ? (
          <>
            Checked <Since at={last} /> ago
          </>
        ) : (
          'Not checked yet'
        )}
      </p>
      <Changed lost={lost} checks={step.checks} who="they" />
      {standings.length > 0 ? (
        <SupportPlace of={{ step: step.slug }}>
          <ul className="mt-2">
            {[...others, ...passedRows].map(({ check, standing, isRepeat }) => (
              <OutcomeRow
                key={check.id}
                check={check}
                standing={standing}
                isRepeat={isRepeat}
                isWatched={last !== undefined && now - Date.parse(last) < watchedMs}
                again="Check now"
                signInHref=""
                consentHref=""
              />
            ))}
          </ul>
          <SupportLinks what={`step ${step.number}`} />
        </SupportPlace>
      ) : null}
      <StepActs whose={whose} step={step} status={status} acts={acts} />
    </details>
  );
}

function Passed({ status, passed }: Pick<StepProps, 'passed'> & { status: ReturnType<typeof stepStatus> }) {
  if (!passed) return <Word status={status} />;
  const word = { verified: 'verified', waived: 'waived', solved: 'done for them' }[passed.how];
  return (
    <Word status={status}>
      {word} <Moment at={passed.at} />
    </Word>
  );
}
