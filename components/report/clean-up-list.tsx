import { Details } from '@/components/ui/details';
import { Note } from '@/components/ui/note';
import type { Leftover } from '@/lib/lab/leftover';
import { ReportTable } from './report-table';

/** What one attendee may have left behind. Times are ISO 8601. */
export interface CleanUpView {
  id: string;
  name: string;
  left: {
    leftover: Leftover;
    state: 'there' | 'going' | 'unknown';
    called: string | null;
    checkedAt: string | null;
    trouble: string | null;
  }[];
  verifiedAt: string | null;
}

type LeftView = CleanUpView['left'][number];

function lastKnown({ state, checkedAt, trouble }: LeftView): string {
  const when = checkedAt === null ? 'never checked' : minute(checkedAt);
  const said = {
    there: `Still there, checked ${when}.`,
    going: `Being deleted, checked ${when}.`,
    unknown: checkedAt === null ? 'Recorded, never checked.' : `Recorded after the last check, ${when}.`,
  }[state];
  return trouble === null ? said : `${said} Since then: ${trouble}`;
}
const minute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

interface Props {
  slug: string;
  cleanUps: CleanUpView[];
  leftovers: readonly Leftover[];
}

/** What may still run or cost and whose it is, as far as it is known; and whose clean-up is verified. */
export function CleanUpList({ slug, cleanUps, leftovers }: Props) {
  const left = cleanUps.filter((c) => c.left.length > 0);
  const verified = cleanUps.filter((c) => c.verifiedAt !== null);
  const counts = leftovers
    .map(({ label, costs, check }) => ({ label, costs, n: left.filter((c) => c.left.some((l) => l.leftover.check === check)).length }))
    .filter(({ n, costs }) => costs && n > 0);
  return (
    <>
      <p>
        {counts.length > 0
          ? `May still cost money: ${counts.map(({ label, n }) => `${label} of ${n} ${n === 1 ? 'person' : 'people'}`).join(', ')}.`
          : 'Nothing is known that would still cost money.'}{' '}
        Clean-up verified: {verified.length} of {cleanUps.length}.
      </p>
      <p className="text-sm text-ink-2">
        Known from what people recorded and from the last check of each. Whatever has no time was recorded and never checked.
      </p>
      {left.length === 0 ? (
        <Note>Nobody has left anything behind, as far as Guidepost knows.</Note>
      ) : (
        <ReportTable
          caption="What may still run, by person"
          head={['Attendee', 'What', 'Name', 'Last known']}
          rows={left.flatMap((c) =>
            c.left.map((l, i) => [
              i === 0 ? (
                <a key="who" href={`/facilitate/${slug}/${c.id}`}>
                  {c.name}
                </a>
              ) : (
                <span key="who" className="sr-only">
                  {c.name}
                </span>
              ),
              `${l.leftover.label} (${l.leftover.where})${l.leftover.costs ? ', costs' : ''}`,
              l.called ? (
                <code key="called" className="wrap-anywhere">
                  {l.called}
                </code>
              ) : (
                '–'
              ),
              lastKnown(l),
            ]),
          )}
        />
      )}
      {verified.length > 0 ? (
        <Details summary={`Clean-up verified: ${verified.length}`}>
          <ul className="mt-2 pl-4 text-sm">
            {verified.map((c) => (
              <li key={c.id}>
                {c.name}
                {c.verifiedAt ? `, ${minute(c.verifiedAt)}` : ''}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
}
