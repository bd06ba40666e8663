import type { ReactNode } from 'react';

/** A table of the report: its first column names the row. */
export function ReportTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) {
  return (
    // focusable, so that a wide table can be scrolled by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason stands above
    <section className="my-3 overflow-x-auto" tabIndex={0} aria-label={caption}>
      <table
        className={`w-full ${head.length > 3 ? 'min-w-150' : ''} border-collapse text-left text-sm [&_td]:border-b [&_td]:px-2 [&_td]:py-1.5 [&_td]:align-top [&_th]:border-b [&_th]:px-2 [&_th]:py-1.5 [&_th]:align-top`}
      >
        <caption className="sr-only">{caption}</caption>
        <thead className="text-xs text-ink-2">
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className="font-semibold">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn once, by the server
            <tr key={i} className="break-inside-avoid">
              <th scope="row" className="font-medium">
                {first}
              </th>
              {cells.map((cell, n) => (
                <td key={head[n + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
