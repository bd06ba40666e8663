import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Moment } from '@/components/ui/moment';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import type { Solve } from '@/lib/progress/solves';
import type { SolveRow } from '@/lib/room/close-up';
import { endWords } from './solve-end';

interface Props {
  steps: readonly SolveRow[];
  offer: (step: string) => Promise<void>;
}

/** What happened to an offer. */
function answered({ answeredAt, isAgreed, doneAt, isAtWork, result }: Solve): ReactNode {
  if (!answeredAt) return doneAt ? 'not answered.' : 'they have not answered yet.';
  if (isAgreed === false)
    return (
      <>
        declined at <Moment at={answeredAt} />.
      </>
    );
  if (doneAt) {
    const { before, after } = endWords(result);
    return (
      <>
        accepted; {before} <Moment at={doneAt} />
        {after}.
      </>
    );
  }
  return isAtWork ? 'accepted, and in progress.' : 'accepted, and interrupted. They can go on, or you can offer it again.';
}

/** How an offer stands, for the facilitator. */
const Offer = ({ solve }: { solve: Solve }) => (
  <small className="block text-ink-2">
    Offered by {solve.by ?? 'somebody'} at <Moment at={solve.askedAt} />; {answered(solve)}
  </small>
);

/** The steps that can be done for an attendee: those offered with what came of it, and the others folded. */
export function SolveList({ steps, offer }: Props) {
  const [offered, others] = [steps.filter(({ solve }) => solve), steps.filter(({ solve }) => !solve)];
  return (
    <>
      <h2>Do a step for them</h2>
      <Note>They see each part first, and nothing happens until they agree. The step won’t count as verified.</Note>
      {steps.length === 0 ? <Note>There are no steps you can do for them.</Note> : null}
      <Sheet hidden={offered.length === 0}>
        {offered.map((row) => (
          <SolveItem key={row.slug} row={row} offer={offer} />
        ))}
      </Sheet>
      {others.length > 0 ? (
        <Details summary={`Steps you can offer to do (${others.length})`} className="mt-2">
          <Sheet>
            {others.map((row) => (
              <SolveItem key={row.slug} row={row} offer={offer} />
            ))}
          </Sheet>
        </Details>
      ) : null}
    </>
  );
}

function SolveItem({ row: { slug, number, title, solve, mayOffer }, offer }: Pick<Props, 'offer'> & { row: SolveRow }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-2 text-sm">
      <div className="min-w-0">
        {number} {title}
        {solve ? <Offer solve={solve} /> : null}
        {solve?.result.map((part) => (
          <small key={part.id} className="block text-ink-2 wrap-anywhere">
            {part.what}: {part.said}
          </small>
        ))}
      </div>
      {mayOffer ? (
        <form action={offer.bind(null, slug)}>
          <Button aria-label={`Offer to do ${number} ${title}`}>Offer to do it</Button>
        </form>
      ) : null}
    </li>
  );
}
