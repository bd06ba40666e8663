'use client';
import { useParams } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { useKept } from '@/components/ui/kept';
import { Mark } from '@/components/ui/mark';
import { SlowLink } from '@/components/ui/slow-link';
import { isDone } from '@/lib/progress/standing';
import { countWords } from './count-words';
import { ChangedMark } from './later';
import { useAttendee, useSections } from './state';

const link =
  'flex items-baseline gap-2 rounded-md px-2 py-1.5 text-ink no-underline hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-semibold';

/** All steps with their status; the current one is marked. Folded, which the browser remembers, they show their mark and number. */
export function Rail({ isFoldable }: { isFoldable?: boolean }) {
  const [isKept, toggle] = useKept('rail folded');
  const sections = useSections();
  const states = useAttendee().steps;
  const current = useParams<{ step?: string }>().step;
  const isFolded = isFoldable && isKept;
  const inFull = isFolded ? 'sr-only' : undefined;
  const steps = sections.flatMap((s) => s.steps);
  const statuses = steps.map((s) => states[s.slug]?.status);
  return (
    <nav className="text-sm/5" aria-label="Steps" data-folded={isFolded || undefined}>
      <div className="flex items-center gap-3 px-2">
        <progress
          className="my-2 w-full min-w-0"
          value={statuses.filter(isDone).length}
          max={Math.max(1, steps.length)}
          aria-label={`Steps: ${countWords(statuses)}`}
        />
        {isFoldable ? (
          <Button
            type="button"
            look="small"
            className="noscript:hidden"
            aria-label="Step titles"
            aria-expanded={!isFolded}
            onClick={toggle}
          >
            {isFolded ? '»' : '«'}
          </Button>
        ) : null}
      </div>
      {sections.map((section) => (
        <div key={section.number}>
          <h2 className="m-0 px-2 pt-4 pb-2 text-xs font-semibold text-ink-3">
            {section.number} <span className={inFull}>{section.title}</span>
          </h2>
          {section.steps.map((s) => (
            <SlowLink
              key={s.slug}
              className={link}
              href={s.href}
              title={isFolded ? s.title : undefined}
              aria-current={s.slug === current ? 'page' : undefined}
            >
              <Mark status={states[s.slug]?.status ?? 'open'} word />
              <span>
                {s.number} <span className={inFull}>{s.title}</span>
                <ChangedMark state={states[s.slug]} />
              </span>
              <small className={inFull ?? 'ml-auto font-normal whitespace-nowrap text-ink-3'}>{s.minutes} min</small>
            </SlowLink>
          ))}
        </div>
      ))}
    </nav>
  );
}
