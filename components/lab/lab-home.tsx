'use client';
import { countWords } from '@/components/step/count-words';
import { hasGaps } from '@/components/step/rail-sections';
import { useAttendee, useSections } from '@/components/step/state';
import { Banner } from '@/components/ui/banner';
import { buttonLook } from '@/components/ui/button';
import { Mark, Word } from '@/components/ui/mark';
import { short, useNow } from '@/components/ui/now';
import { rowLook, Sheet } from '@/components/ui/sheet';
import { SlowLink } from '@/components/ui/slow-link';
import { isDone } from '@/lib/progress/standing';

const hour = 3_600_000;

/** How much is left to do, against the workshop's end. @param endsAt ISO 8601; null: it has no end */
export function TimeLeft({ endsAt }: { endsAt: string | null }) {
  const states = useAttendee().steps;
  const toGo = useSections()
    .flatMap((s) => s.steps)
    .filter((s) => !isDone(states[s.slug]?.status))
    .reduce((sum, s) => sum + s.minutes, 0);
  const now = useNow();
  const left = endsAt ? Date.parse(endsAt) - now : Number.POSITIVE_INFINITY;
  if (toGo === 0) return null;
  return (
    <p className="mb-6">
      <b>About {toGo} minutes of work left</b>, plus some waiting.
      {left > 0 && left < 48 * hour ? ` The workshop closes in ${short(left)}.` : ''}
      {left > 0 && left < toGo * 60_000 ? ' You may not finish every step, and that’s fine.' : ''}
    </p>
  );
}

/** The lab's sections and steps with their status, a link to the first that is left to do, and one to where they were. */
export function LabSteps({ lastStep }: { lastStep: string | null }) {
  const sections = useSections();
  const states = useAttendee().steps;
  const steps = sections.flatMap((s) => s.steps);
  const last = steps.find((s) => s.slug === lastStep);
  const open = steps.find((s) => !isDone(states[s.slug]?.status));
  const statuses = steps.map((s) => states[s.slug]?.status);
  return (
    <>
      {open ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SlowLink className={buttonLook('primary')} href={open.href}>
            {last || open !== steps[0] ? 'Continue with' : 'Start with'} {open.number} {open.title}
          </SlowLink>
          {last && last !== open ? (
            <SlowLink href={last.href}>
              Where you were: {last.number} {last.title}
            </SlowLink>
          ) : null}
        </p>
      ) : (
        <Banner tone="done">
          <b>{statuses.every((s) => s === 'pass') ? 'Every step is verified.' : `Every step is done: ${countWords(statuses)}.`}</b> Well
          done.
        </Banner>
      )}
      {hasGaps(sections) ? (
        <p className="mt-4 text-sm text-ink-3">Some numbers are left out: those steps belong to other tracks, so you’ve missed nothing.</p>
      ) : null}
      {sections.map((section) => (
        <section key={section.number} aria-labelledby={`section-${section.number}`}>
          <h2 id={`section-${section.number}`}>
            {section.number} {section.title}
          </h2>
          <Sheet>
            {section.steps.map((s) => {
              const status = states[s.slug]?.status ?? 'open';
              return (
                <li key={s.slug}>
                  <SlowLink className={rowLook} href={s.href}>
                    <Mark status={status} />
                    <span className="min-w-0 grow">
                      {s.number} {s.title} <Word status={status} />
                      {s.slug === lastStep ? <small className="text-ink-3"> · you were here</small> : null}
                    </span>
                    <small className="whitespace-nowrap text-ink-3">{s.minutes} min</small>
                  </SlowLink>
                </li>
              );
            })}
          </Sheet>
        </section>
      ))}
    </>
  );
}
