import { type Filter, writeFilter } from './filter';

/** The pages of a long board. Without JavaScript, they lead to everybody; with it, they disappear once all rows have arrived. */
export function Pages({ page, pages, filter }: { page: number; pages: number; filter: Filter }) {
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap gap-3 text-sm print:hidden">
      {Array.from({ length: pages }, (_, i) => i + 1).map((n) => (
        <a
          key={n}
          href={writeFilter(filter, { page: `${n}` })}
          aria-current={n === page ? 'page' : undefined}
          className="aria-[current]:font-semibold"
        >
          {n}
        </a>
      ))}
    </nav>
  );
}
