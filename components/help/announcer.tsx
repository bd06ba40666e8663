'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { Since } from '@/components/ui/now';
import { Sheet } from '@/components/ui/sheet';
import { useAction } from '@/components/ui/use-action';
import { WordsField } from '@/components/ui/words-field';
import type { Kind, Standing } from '@/lib/announcements/view';
import type { Room } from '@/lib/room/room';
import { type Answer, failed, noAnswer } from './answer';
import { type RoomStep, stepName, useRoom } from './room';

const kindWords = {
  news: 'News',
  ours: 'It’s us, hold on',
  hold: 'Stay at a step',
  'go-on': 'Go on from a step',
} satisfies Record<Kind, string>;

interface Props {
  steps: readonly RoomStep[];
  /** What makes somebody stuck, as in `something wrong for 10 minutes, or 3 failed tries`. */
  stuck: string;
  say: (previous: Answer, form: FormData) => Promise<Answer>;
  /** What another page has chosen for the form. */
  begun: { kind: Kind | undefined; step: string };
}

/** Says something to attendees. */
export function Announcer({ steps, stuck, say, begun }: Props) {
  const { result, sending, form } = useAction(say, { initial: noAnswer, failed });
  const typed = result.typed ?? {};
  const isOnTheWay = begun.kind === 'hold' || begun.kind === 'go-on';
  return (
    <form {...form} className="max-w-text" id="announce">
      {result.note ? (
        <Banner tone={result.tone} aria-live="polite">
          {result.note}
        </Banner>
      ) : null}
      <div key={result.typed ? 0 : result.at /* what was said leaves the form */}>
        <Choice id="kind" name="kind" label="What" choices={kindWords} defaultValue={typed['kind'] ?? begun.kind ?? 'news'} />
        <WordsField
          name="text"
          label="Your words"
          hint="Optional if you’re asking people to stay at a step or go on."
          problem={result.problem}
          typed={typed['text']}
        />
        <Choice
          id="audience"
          name="audience"
          label="To whom"
          choices={{ everybody: 'Everybody', step: 'Anyone on the step, now or later', stuck: `Anyone stuck now: ${stuck}` }}
          defaultValue={typed['audience'] ?? (isOnTheWay ? 'step' : 'everybody')}
        />
        <Choice
          id="step"
          name="step"
          label="Step (optional)"
          choices={{ '': 'None', ...Object.fromEntries(steps.map((s) => [s.slug, `${s.number} ${s.title}`])) }}
          defaultValue={typed['step'] ?? begun.step}
        />
      </div>
      <Button look="primary" className="mt-4" disabled={sending !== null}>
        Announce
      </Button>
    </form>
  );
}

/** The active announcements, each with a button to end it. */
export function StandingList({ room, steps, end }: { room: Room; steps: readonly RoomStep[]; end: (id: string) => Promise<void> }) {
  const { standing } = useRoom(room);
  if (standing.length === 0) return <Note>There are no active announcements.</Note>;
  return (
    <Sheet>
      {standing.map((s) => (
        <li key={s.id} className="flex flex-wrap items-baseline gap-3 px-4 py-2 text-sm">
          <span className="min-w-0 grow wrap-anywhere">
            <b>{kindWords[s.kind]}</b> {s.text}
            <small className="block text-ink-3">
              {toWhom(s, steps)}, by {s.by ?? 'a facilitator'}, <Since at={s.at} /> ago
            </small>
          </span>
          <form action={end.bind(null, s.id)}>
            <Button look="small">End</Button>
          </form>
        </li>
      ))}
    </Sheet>
  );
}

function toWhom({ audience, people, step }: Standing, steps: readonly RoomStep[]): string {
  const about = step && audience !== 'step' ? ` about ${stepName(steps, step)}` : '';
  if (audience === 'step') return `To whoever is on ${stepName(steps, step ?? '')}`;
  if (people === null) return `To everybody${about}`;
  return `To ${people} ${people === 1 ? 'person' : 'people'}${audience === 'stuck' ? ' who were stuck' : ''}${about}`;
}
