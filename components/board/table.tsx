'use client';
import './people.css';
import type { ReactNode } from 'react';
import { Legend } from './legend';
import { lagCell, nameCell, Row, stepCell } from './row';
import type { Placed, Room } from './view';
import { Windowed } from './windowed';

interface Props extends Room {
  slug: string;
  shown: Placed[];
  /** How many there are to show, those that have not arrived yet included. */
  total: number;
  trackTitles: Readonly<Record<string, string>>;
  /** Whether what is shown may be out of date. */
  isStale: boolean;
  /** In place of rows where there are none. */
  empty: ReactNode;
}

// there are many cells, so the table carries their styles; most of them are in people.css
const table =
  'people w-full border-separate rounded-lg border bg-raised text-sm data-stale:opacity-60 [&_tbody_tr:focus-within>*]:bg-accent-soft [&_tbody_tr:hover>*]:bg-sunken';
/** Attendees by steps. */
export function AttendeeTable({ slug, steps, plan, shown, total, trackTitles, isStale, empty }: Props) {
  const isPlanned = plan.startsAt !== null;
  return (
    // focusable, so that a wide table can be scrolled by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason stands above
    <section className="relative max-wide:overflow-x-auto print:mt-4 print:overflow-visible" tabIndex={0} aria-label="Attendees by steps">
      {/* with nobody in it, the head alone would look like a torn box */}
      <table hidden={shown.length === 0} className={table} aria-rowcount={total + 1} data-stale={isStale ? '' : undefined}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={nameCell}>
              Attendee
            </th>
            {steps.map((s) => (
              <th scope="col" className="w-9 max-wide:min-w-11 print:min-w-0 print:px-0" key={s.slug} title={s.title}>
                <a href={`/facilitate/${slug}/step/${s.slug}`} className="text-ink-2 no-underline hover:underline">
                  {s.number}
                  <span className="sr-only"> {s.title}</span>
                </a>
              </th>
            ))}
            <th scope="col" className={stepCell}>
              On this step
            </th>
            <th scope="col" className={lagCell}>
              {isPlanned ? 'Against the plan' : 'Against the room'}
            </th>
          </tr>
        </thead>
        <Windowed items={shown} keyOf={keyOf} columns={steps.length + 3}>
          {({ row, groups, lag, endsAt, isDone }, index, measure) => (
            <Row
              key={row.id}
              row={row}
              groups={groups}
              lag={lag}
              endsAt={endsAt === null ? null : Math.round(endsAt / 60_000) * 60_000}
              isDone={isDone}
              isPlanned={isPlanned}
              steps={steps}
              href={`/facilitate/${slug}/${row.id}`}
              trackTitle={trackTitles[row.track] ?? null}
              index={index}
              measure={measure}
            />
          )}
        </Windowed>
      </table>
      {shown.length === 0 ? empty : <Legend />}
    </section>
  );
}

const keyOf = ({ row }: Placed): string => row.id;
