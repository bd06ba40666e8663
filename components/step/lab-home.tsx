'use client';
import { Banner } from '@/components/ui/banner';
import { buttonLook } from '@/components/ui/button';
import { Mark, Word } from '@/components/ui/mark';
import { rowLook, Sheet } from '@/components/ui/sheet';
import { SlowLink } from '@/components/ui/slow-link';
import { useAttendee, useSections } from './state';

/** How long the track takes; empty if the lab does not say. */
export function Minutes() {
  const minutes = useSections()
    .flatMap((s) => s.steps)
    .reduce((sum, s) => sum + s.minutes, 0);
  return minutes > 0 ? `about ${minutes} minutes of doing, and some waiting. ` : '';
}

/** The lab's sections and steps with their status, and a link to where to continue. */
export function LabSteps({ lastStep }: { lastStep: string | null }) {
  const sections = useSections();
  const states = useAttendee().steps;
  const steps = sections.flatMap((s) => s.steps);
  const last = steps.find((s) => s.slug === lastStep);
  const open = steps.find((s) => states[s.slug]?.status !== 'pass');
  const onward = last && states[last.slug]?.status !== 'pass' ? last : open;
  return (
    <>
      {onward ? (
        <SlowLink className={buttonLook('primary')} href={onward.href}>
          {last ? 'Go on with' : 'Start with'} {onward.number} {onward.title}
        </SlowLink>
      ) : (
        <Banner tone="done">
          <b>Every step is verified.</b> Well done.
        </Banner>
      )}
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
