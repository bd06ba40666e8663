'use client';
import './people.css';
import { Note } from '@/components/ui/note';
import { lagCell, nameCell, Row } from './row';
import type { BoardStep, Grouped } from './view';
import { Windowed } from './windowed';

interface Props {
  slug: string;
  steps: BoardStep[];
  shown: Grouped[];
  /** How many there are to show, those that have not arrived yet included. */
  total: number;
  trackTitles: Record<string, string>;
}

// there are many cells, so the table carries their styles
const table =
  'people w-full border-separate [border-spacing:0] rounded-lg border bg-raised text-sm [:where(&)_td]:border-b [:where(&)_td]:px-1 [:where(&)_td]:py-2 [:where(&)_td]:text-center [&_td[data-status]]:text-xs/4 [&_td[data-status]]:font-semibold [&_td[data-status]]:text-tone [:where(&)_th]:border-b [:where(&)_th]:px-1 [:where(&)_th]:py-2 [&_thead_th]:wide:sticky [&_thead_th]:wide:top-0 [&_thead_th]:wide:z-1 [&_thead_th]:wide:bg-raised [&_thead]:text-xs [&_thead]:text-ink-2 [&_tbody_tr:last-child>*]:border-b-0';
/** Attendees by steps. */
export function AttendeeTable({ slug, steps, shown, total, trackTitles }: Props) {
  return (
    // focusable, so that a wide table can be scrolled by keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the reason stands above
    <section className="relative overflow-x-auto wide:overflow-x-visible" tabIndex={0} aria-label="Attendees by steps">
      <table className={table} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={nameCell}>
              Attendee
            </th>
            {steps.map((s) => (
              <th scope="col" className="w-14 max-wide:min-w-14" key={s.slug} title={s.title}>
                {s.number}
                <span className="sr-only"> {s.title}</span>
              </th>
            ))}
            <th scope="col" className={lagCell}>
              On this step
            </th>
          </tr>
        </thead>
        <Windowed items={shown} keyOf={keyOf} columns={steps.length + 2}>
          {({ row, group }, index, measure) => (
            <Row
              key={row.id}
              row={row}
              group={group}
              steps={steps}
              href={`/facilitate/${slug}/${row.id}`}
              trackTitle={trackTitles[row.track] ?? null}
              index={index}
              measure={measure}
            />
          )}
        </Windowed>
      </table>
      {shown.length === 0 ? <Note>Nobody here right now.</Note> : null}
    </section>
  );
}

const keyOf = ({ row }: Grouped): string => row.id;
