import { Mark, statusWords } from '@/components/ui/mark';
import type { MatrixPicture, PictureCell } from '@/lib/lab/picture';
import type { Says } from '@/lib/lab/picture-words';
import type { StepStatus } from '@/lib/progress/standing';

const outcomes = {
  works: { status: 'pass', word: 'Works' },
  fails: { status: 'wrong', word: 'Fails' },
} as const;

interface Props {
  picture: MatrixPicture;
  says: Says;
  statuses: ReadonlyMap<string, StepStatus>;
}

/** What works and what does not, as a table, with a mark where the attendee has seen it. */
export function Matrix({ picture, says, statuses }: Props) {
  return (
    <table className="mt-2 w-full table-fixed border-collapse text-left text-sm/5 [&_td]:border [&_td]:p-2 [&_td]:align-top [&_th]:border [&_th]:p-2 [&_th]:align-top wrap-anywhere">
      <thead className="bg-sunken text-xs">
        <tr>
          {picture.head.map(({ label, note }) => (
            <th key={label} scope="col" className="font-semibold">
              {says(label)}
              {note ? <span className="block font-normal text-ink-2">{says(note)}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="bg-raised">
        {picture.rows.map(({ label, note, cells }) => (
          <tr key={`${label} ${note}`} className="break-inside-avoid">
            <th scope="row" className="font-semibold">
              {says(label)}
              {note ? <span className="block text-xs font-normal text-ink-2">{says(note)}</span> : null}
            </th>
            {cells.map((cell) => (
              <Cell
                key={`${cell.outcome} ${cell.why}`}
                cell={cell}
                says={says}
                status={cell.check ? (statuses.get(cell.check) ?? 'open') : null}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell, says, status }: { cell: PictureCell; says: Says; status: StepStatus | null }) {
  const { status: tone, word } = outcomes[cell.outcome];
  return (
    <td colSpan={cell.columns}>
      <b data-status={tone} className="block text-tone">
        {word}
      </b>
      <span className="block text-xs text-ink-2">{says(cell.why)}</span>
      {status ? (
        <span className="mt-1 flex items-center gap-1.5 text-xs">
          <Mark status={status} /> {seen(status)}
        </span>
      ) : null}
    </td>
  );
}

const seen = (status: StepStatus) =>
  status === 'pass' ? 'you saw it' : status === 'open' || status === 'missing' ? 'not seen yet' : statusWords[status];
