import type { ReactNode } from 'react';
import { Clock } from '@/components/ui/clock';
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

interface Props {
  slug: string;
  cleanUps: CleanUpView[];
  leftovers: readonly Leftover[];
  /** In milliseconds since 1970. */
  now: number;
}

/** What may still run or cost money, and whose it is, as far as known; and whose cleanup is verified. */
export function CleanUpList({ slug, cleanUps, leftovers, now }: Props) {
  const left = cleanUps.filter((c) => c.left.length > 0);
  const verified = cleanUps.filter((c) => c.verifiedAt !== null);
  const costing = leftovers
    .filter((l) => l.costs)
    .map(({ label, check }) => ({ label, people: left.filter((c) => c.left.some((l) => l.leftover.check === check)).length }))
    .filter(({ people }) => people > 0);
  return (
    <>
      <p>
        {costing.length > 0
          ? `May still cost money: ${costing.map(({ label, people }) => `${label} (${people} ${people === 1 ? 'person' : 'people'})`).join(', ')}.`
          : 'Nothing found that still costs money.'}{' '}
        Clean-up verified: {verified.length} of {cleanUps.length}.
      </p>
      <p className="text-sm text-ink-2">Based on what people recorded, and on their last checks.</p>
      {left.length === 0 ? (
        <Note>Nobody has left anything behind, as far as Guidepost knows.</Note>
      ) : (
        <ul aria-label="What may still run, by person" className="my-3 border-t">
          {left.map((c) => (
            <li key={c.id} className="border-b py-1.5">
              <LeftBy person={c} href={`/facilitate/${slug}/${c.id}`} now={now} />
            </li>
          ))}
        </ul>
      )}
      {verified.length > 0 ? (
        <Details summary={`Clean-up verified: ${verified.length}`}>
          <ul className="mt-2 pl-4 text-sm">
            {verified.map((c) => (
              <li key={c.id}>
                {c.name}
                {c.verifiedAt ? ', ' : null}
                {c.verifiedAt ? <Clock at={Date.parse(c.verifiedAt)} today={now} hasZone /> : null}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
}

/** One person's, folded behind how many there are. On paper it is unfolded. */
function LeftBy({ person: { name, left }, href, now }: { person: CleanUpView; href: string; now: number }) {
  const there = left.filter((l) => l.state === 'there').length;
  const costs = left.filter((l) => l.leftover.costs).length;
  return (
    <details className="text-sm print:[&::details-content]:[content-visibility:visible]">
      <summary>
        <b className="font-medium">{name}</b>: {left.length} {left.length === 1 ? 'resource' : 'resources'}
        {there > 0 ? `, ${there} still there when last checked` : ''}
        {costs > 0 ? `, ${costs} may cost money` : ''}
      </summary>
      <ReportTable
        caption={`What ${name} may have left`}
        head={['What', 'Name', 'Last known']}
        rows={left.map((l) => [
          `${l.leftover.label} (${l.leftover.where})${l.leftover.costs ? ', costs' : ''}`,
          l.called ? (
            <code key="called" className="wrap-anywhere">
              {l.called}
            </code>
          ) : (
            '–'
          ),
          <LastKnown key="last" left={l} now={now} />,
        ])}
      />
      <a href={href} className="print:hidden">
        {name}’s page
      </a>
    </details>
  );
}

function LastKnown({ left: { state, checkedAt, trouble }, now }: { left: LeftView; now: number }) {
  const clock: ReactNode = checkedAt ? <Clock at={Date.parse(checkedAt)} today={now} hasZone /> : null;
  const said = {
    there: <>Still there, checked {clock}.</>,
    going: <>Being deleted, checked {clock}.</>,
    unknown: clock ? <>Recorded after the last check, {clock}.</> : 'Recorded, never checked.',
  }[state];
  return (
    <>
      {said}
      {trouble ? ` Since then: ${trouble}` : ''}
    </>
  );
}
