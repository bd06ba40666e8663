import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import type { Solve } from '@/lib/progress/solves';

interface Props {
  steps: { slug: string; number: string; title: string; solve: Solve | null; mayOffer: boolean }[];
  offer: (step: string) => Promise<void>;
}

const timeOf = (iso: string) => `${iso.slice(11, 16)} UTC`;

/** How an offer stands, for the facilitator. */
function standOf({ by, askedAt, answeredAt, isAgreed, doneAt, isAtWork }: Solve): string {
  const offered = `Offered by ${by ?? 'somebody'} at ${timeOf(askedAt)}`;
  if (!answeredAt) return doneAt ? `${offered}; not answered.` : `${offered}; they have not answered yet.`;
  if (isAgreed === false) return `${offered}; declined at ${timeOf(answeredAt)}.`;
  if (doneAt) return `${offered}; agreed to, and finished at ${timeOf(doneAt)}.`;
  return isAtWork
    ? `${offered}; agreed to, and in progress.`
    : `${offered}; agreed to, and interrupted. They can go on, or you can offer it again.`;
}

/** The steps that can be done for an attendee, each with its offer, and what came of earlier ones. */
export function SolveList({ steps, offer }: Props) {
  const shown = steps.filter((s) => s.mayOffer || s.solve);
  return (
    <>
      <h2>Do a step for them</h2>
      <Note>They see each part first, and nothing happens until they agree. The step won’t count as verified.</Note>
      {shown.length === 0 ? <Note>There are no steps you can do for them.</Note> : null}
      <Sheet hidden={shown.length === 0}>
        {shown.map(({ slug, number, title, solve, mayOffer }) => (
          <li key={slug} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2 text-sm">
            <div className="min-w-0">
              {number} {title}
              {solve ? <small className="block text-ink-2">{standOf(solve)}</small> : null}
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
        ))}
      </Sheet>
    </>
  );
}
