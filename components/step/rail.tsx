'use client';
import { useParams } from 'next/navigation';
import { Mark } from '@/components/ui/mark';
import { SlowLink } from '@/components/ui/slow-link';
import { useAttendee } from './state';

export interface RailSection {
  number: string;
  title: string;
  steps: { slug: string; number: string; title: string; minutes: number; href: string }[];
}

/** Where I am in the lab, and how each step stands. */
export function Rail({ sections }: { sections: RailSection[] }) {
  const { statuses } = useAttendee();
  const here = useParams<{ step?: string }>().step;
  const steps = sections.flatMap((s) => s.steps);
  const done = steps.filter((s) => statuses[s.slug] === 'pass').length;
  return (
    <nav className="rail" aria-label="Steps">
      <progress value={done} max={Math.max(1, steps.length)} aria-label={`${done} of ${steps.length} steps verified`} />
      {sections.map((section) => (
        <div key={section.number}>
          <h2>
            {section.number} {section.title}
          </h2>
          {section.steps.map((s) => (
            <SlowLink key={s.slug} href={s.href} aria-current={s.slug === here ? 'page' : undefined}>
              <Mark status={statuses[s.slug] ?? 'open'} word />
              <span>
                {s.number} {s.title}
              </span>
              <small>{s.minutes} min</small>
            </SlowLink>
          ))}
        </div>
      ))}
    </nav>
  );
}

/** "2 of 15 verified", kept current. */
export function VerifiedCount({ slugs }: { slugs: string[] }) {
  const { statuses } = useAttendee();
  return <span className="chip">{`${slugs.filter((s) => statuses[s] === 'pass').length} of ${slugs.length} verified`}</span>;
}
