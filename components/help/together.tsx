'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { useAction } from '@/components/ui/use-action';
import type { Room, TogetherLine } from '@/lib/room/room';
import type { Side } from '@/lib/together/rule';
import { type Answer, failed, noAnswer } from './answer';
import { type RoomStep, stepName, useRoom } from './room';

interface Props {
  room: Room;
  steps: readonly RoomStep[];
  /** The path of the workshop's pages for facilitators. */
  base: string;
  /** Tells exactly the people on a line that it's us. */
  tell: (key: string, previous: Answer, form: FormData) => Promise<Answer>;
  className?: string;
}

const sideWords: Record<Side, string> = {
  service: 'Likely a service problem.',
  workshop: 'Likely a workshop problem: check its settings, keys, and permissions.',
  us: 'Likely Guidepost or the network in the room.',
  text: 'Likely our problem: more than half have it. Check the step’s instructions and the settings.',
  theirs: 'Likely an easy mistake to make: check their results with them.',
};

/** What fails for several people in the same way: one line each, most people first. */
export function Together({ room, steps, base, tell, className }: Props) {
  const { together } = useRoom(room);
  return (
    <section aria-label="Same failure for several people" aria-live="polite" className={className}>
      {together.map((line) => (
        <Line key={line.key} {...{ line, steps, base, tell }} />
      ))}
    </section>
  );
}

function Line({ line, steps, base, tell }: Pick<Props, 'steps' | 'base' | 'tell'> & { line: TogetherLine }) {
  const { kind, people, of, step, message, code, since, side, toldAt, cloud } = line;
  const where = step ? stepName(steps, step) : 'several steps';
  return (
    <Banner tone="bad" className="mt-3 mb-0!">
      <b>{kind === 'outage' ? `${cloud}: ${people.length} of ${of} can’t be checked` : `${people.length} of ${of} fail ${where}`}</b>
      {': '}
      <span className="wrap-anywhere">
        {message}
        {code && !message.includes(code) ? ` (${code})` : ''}
      </span>{' '}
      Since <Clock at={Date.parse(since)} />
      {kind === 'outage' ? `, on ${where}` : ''}. {sideWords[side]}
      <div className="mt-1 flex flex-wrap items-start gap-x-4 gap-y-1">
        <details>
          <summary>Who</summary>
          <ul className="mt-1 columns-2 wide:columns-4">
            {people.map(({ id, name }) => (
              <li key={id}>
                <a href={`${base}/${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </details>
        <Tell key={toldAt} line={line} tell={tell} />
      </div>
    </Banner>
  );
}

function Tell({ line: { key, people, toldAt }, tell }: { line: TogetherLine; tell: Props['tell'] }) {
  const { result, sending, form } = useAction((previous: Answer, data: FormData) => tell(key, previous, data), {
    initial: noAnswer,
    failed,
  });
  if (toldAt)
    return (
      <span>
        Told at <Clock at={Date.parse(toldAt)} /> that it’s us.
      </span>
    );
  return (
    <form {...form} className="flex flex-wrap items-center gap-2">
      <Button look="small" disabled={sending !== null}>
        Tell {people.length === 2 ? 'both' : `these ${people.length}`}: “It’s us, hold on”
      </Button>
      <span aria-live="polite">{result.note}</span>
    </form>
  );
}
