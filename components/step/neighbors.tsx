'use client';
import { SlowLink } from '@/components/ui/slow-link';
import { useNeighbors } from './state';

/** Links to the previous and the next step. @param home the page with all steps */
export function Neighbors({ slug, home }: { slug: string; home: string }) {
  const { previous, next } = useNeighbors(slug);
  return (
    <nav className="mt-10 flex flex-wrap justify-between gap-4 border-t pt-4 print:hidden" aria-label="Neighboring steps">
      {previous ? (
        <SlowLink data-key="p" href={previous.href}>{`← ${previous.number} ${previous.title}`}</SlowLink>
      ) : (
        <SlowLink href={home}>← The lab</SlowLink>
      )}
      {next ? (
        <SlowLink className="ml-auto" data-key="n" href={next.href}>
          {`${next.number} ${next.title} →`}
        </SlowLink>
      ) : null}
    </nav>
  );
}
