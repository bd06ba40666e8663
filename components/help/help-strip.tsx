'use client';
import { Clock } from '@/components/ui/clock';
import type { Room } from '@/lib/room/room';
import { type RoomStep, useRoom } from './room';

interface Props {
  room: Room;
  steps: readonly RoomStep[];
  /** Where they are helped. */
  href: string;
}

/** How many are named; the rest is a number. */
const named = 4;

/** Who is waiting for help, the longest wait first, at the top of the board; on a phone the names are left to the help page. */
export function HelpStrip({ room, steps, href }: Props) {
  const { help } = useRoom(room);
  const [first] = help;
  const free = help.filter(({ takenById }) => takenById === null).length;
  return (
    <section aria-live="polite" aria-label="Help">
      {first ? (
        <p data-status="wrong" className="mx-4 mt-3 rounded-lg border border-tone bg-tone-soft px-4 py-2 text-sm wide:mx-6">
          <a href={href} className="font-semibold text-tone">
            {help.length} {help.length === 1 ? 'asks' : 'ask'} for help
          </a>
          , {free === 0 ? 'all taken' : `${free} not taken yet`}, the longest since <Clock at={Date.parse(first.askedAt)} />
          <span className="max-wide:hidden">
            {': '}
            {help
              .slice(0, named)
              .map(
                (h) => `${h.name} (${steps.find((s) => s.slug === h.step)?.number ?? h.step}${h.takenBy ? `, ${h.takenBy} is on it` : ''})`,
              )
              .join(', ')}
            {help.length > named ? ` and ${help.length - named} more` : ''}
          </span>
        </p>
      ) : null}
    </section>
  );
}
