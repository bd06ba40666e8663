'use client';
import { useParams } from 'next/navigation';
import { Mark } from '@/components/ui/mark';
import { SlowLink } from '@/components/ui/slow-link';
import { useAttendee, useSections } from './state';

const link =
  'flex items-baseline gap-2 rounded-md px-2 py-1.5 text-ink no-underline hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-semibold';

/** All steps with their status; the current one is marked. */
export function Rail() {
  const sections = useSections();
  const states = useAttendee().steps;
  const current = useParams<{ step?: string }>().step;
  const steps = sections.flatMap((s) => s.steps);
  const done = steps.filter((s) => states[s.slug]?.status === 'pass').length;
  return (
    <nav className="text-sm/5" aria-label="Steps">
      <progress
        className="mx-2 mt-2 w-[calc(100%-1rem)]"
        value={done}
        max={Math.max(1, steps.length)}
        aria-label={`${done} of ${steps.length} steps verified`}
      />
      {sections.map((section) => (
        <div key={section.number}>
          <h2 className="m-0 px-2 pt-4 pb-2 text-xs font-semibold text-ink-3">
            {section.number} {section.title}
          </h2>
          {section.steps.map((s) => (
            <SlowLink key={s.slug} className={link} href={s.href} aria-current={s.slug === current ? 'page' : undefined}>
              <Mark status={states[s.slug]?.status ?? 'open'} word />
              <span>
                {s.number} {s.title}
              </span>
              <small className="ml-auto font-normal whitespace-nowrap text-ink-3">{s.minutes} min</small>
            </SlowLink>
          ))}
        </div>
      ))}
    </nav>
  );
}
