'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { useAction } from '@/components/ui/use-action';
import type { SolveView } from '@/lib/attendee/state';
import { isDone } from '@/lib/progress/standing';
import { useTabSecret } from './secrets';
import { solveWords, stageOf } from './solve-words';
import { useAttendee, useAttendeeCache } from './state';
import type { SecretView } from './view';

export interface SolveAnswer {
  at: number;
  note: string;
}
const nothing: SolveAnswer = { at: 0, note: '' };

interface Props {
  workshop: string;
  slug: string;
  /** The attendee's secrets that the page has fields for: they come along with an agreement. */
  secrets: readonly SecretView[];
  answer: (previous: SolveAnswer, form: FormData) => Promise<SolveAnswer>;
}

const marks: Record<SolveView['parts'][number]['how'], string> = {
  asked: 'Guidepost does this',
  done: 'Done',
  already: 'Was there already',
  'under-way': 'In progress',
  person: 'Only you can do this',
  failed: 'Not done',
  'not-tried': 'Not done yet',
};

/** What a facilitator offers to do for the attendee on this step, for them to agree to; then what came of it. */
export function SolveOffer({ workshop, slug, secrets, answer }: Props) {
  const { person, solves, steps } = useAttendee();
  const cache = useAttendeeCache();
  const { result, sending, form } = useAction(answer, {
    initial: nothing,
    failed: (_, note) => ({ at: Date.now(), note }),
    answered: () => cache.refetch(),
  });
  const solve = solves?.[slug];
  if (!solve || (solve.isAgreed === false && solve.parts.every((p) => p.how === 'asked' || p.how === 'person'))) return null;
  const status = steps[slug]?.status ?? 'open';
  if (stageOf(solve) === 'asked' && isDone(status)) return null; // they have passed it since
  const words = solveWords(solve, status);
  const isAtWork = stageOf(solve) === 'at-work';
  return (
    <section id="done-for-you" aria-label="Done for you" className="my-6 rounded-lg border border-line-strong px-4 py-3">
      <h2 className="mt-0 text-base wrap-anywhere">{words.title}</h2>
      <p role="status" className="text-sm text-ink-2 wrap-anywhere">
        {words.text}
      </p>
      <Parts solve={solve} isOpen={!words.isFolded} />
      {words.agree || words.decline ? (
        <form {...form} className="mt-3 flex flex-wrap gap-2">
          <input type="hidden" name="workshop" value={workshop} />
          <input type="hidden" name="step" value={slug} />
          <input type="hidden" name="solve" value={solve.id} />
          <input type="hidden" name="shown" value={solve.shown} />
          <input type="hidden" name="person" value={person} />
          {isAtWork ? null : secrets.map((s) => <SecretAlong key={s.name} name={s.name} />)}
          {words.agree ? (
            <Button look="main" name="answer" value="agree" disabled={sending !== null}>
              {words.agree}
            </Button>
          ) : null}
          {words.decline ? (
            <Button name="answer" value="decline" disabled={sending !== null}>
              {words.decline}
            </Button>
          ) : null}
        </form>
      ) : null}
      {result.note ? (
        <Banner tone="bad" className="mt-3 mb-0">
          {result.note}
        </Banner>
      ) : null}
    </section>
  );
}

function Parts({ solve, isOpen }: { solve: SolveView; isOpen: boolean }) {
  return (
    <Details summary="Part by part" open={isOpen || undefined}>
      <ol className="mt-2 text-sm">
        {solve.parts.map((part) => (
          <li key={part.id}>
            {part.what}
            <small className="block text-ink-2">{[marks[part.how], ...part.details].join(' · ')}</small>
            {part.said ? <small className="block text-ink-2 wrap-anywhere">{part.said}</small> : null}
          </li>
        ))}
      </ol>
    </Details>
  );
}

/** A secret of the tab's, sent with the agreement and with nothing else. */
function SecretAlong({ name }: { name: string }) {
  const { text, origin } = useTabSecret(name);
  if (!text) return null;
  return (
    <>
      <input type="hidden" name={`secret-${name}`} value={text} />
      {origin ? <input type="hidden" name={`origin-${name}`} value={origin} /> : null}
    </>
  );
}
