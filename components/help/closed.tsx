'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { Details } from '@/components/ui/details';
import { Sheet } from '@/components/ui/sheet';
import { useAction } from '@/components/ui/use-action';
import type { Closed } from '@/lib/help/view';
import type { Room } from '@/lib/room/room';
import { failed, noAnswer } from './answer';
import { isOutdated } from './closed-list';
import type { Act } from './request';
import { type RoomStep, stepName, useRoom } from './room';
import { Thread } from './thread';

interface Props {
  room: Room;
  closed: readonly Closed[];
  /** How many there are; only the last ones are listed. */
  total: number;
  steps: readonly RoomStep[];
  base: string;
  act: Act;
}

/** What was asked and is closed, folded: what was said, and the way back for one that was closed too early. */
export function ClosedRequests({ room, closed, total, ...props }: Props) {
  useReread(room, closed);
  if (total === 0) return null;
  return (
    <Details summary={`Closed (${total})`} className="mt-3">
      <Sheet>
        {closed.map((request) => (
          <ClosedRequest key={request.id} request={request} {...props} />
        ))}
      </Sheet>
      {total > closed.length ? <p className="mt-1 text-xs text-ink-3">Only the last {closed.length} are listed.</p> : null}
    </Details>
  );
}

/** The page's stream tells who waits; which requests are closed is read again once that has changed. Once, because somebody may have left. */
function useReread(room: Room, closed: readonly Closed[]): void {
  const router = useRouter();
  const { help } = useRoom(room);
  const readFor = useRef('');
  const isOld = isOutdated(closed, room.help, help);
  const open = help.map(({ id }) => id).join();
  useEffect(() => {
    if (!isOld || readFor.current === `now ${open}`) return;
    readFor.current = `now ${open}`;
    router.refresh();
  }, [isOld, open, router]);
}

function ClosedRequest({ request, steps, base, act }: Omit<Props, 'room' | 'closed' | 'total'> & { request: Closed }) {
  const { id, enrolmentId, name, step, text, replies, said, closedAt, closedBy } = request;
  const { result, sending, form } = useAction((previous: typeof noAnswer, data: FormData) => act(id, previous, data), {
    initial: noAnswer,
    failed,
  });
  return (
    <li aria-label={name} className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <a href={`${base}/${enrolmentId}`} className="font-semibold text-ink">
          {name}
        </a>
        <span>{stepName(steps, step)}</span>
        <span className="text-ink-2">
          closed {closedBy === 'attendee' ? 'by them' : 'by a facilitator'} at <Clock at={Date.parse(closedAt ?? '')} />
        </span>
      </div>
      {said > replies.length ? (
        <p className="mt-1 text-xs text-ink-3">
          Only the last {replies.length} of {said} replies are shown.
        </p>
      ) : null}
      <Thread text={text} replies={replies} me="facilitator" />
      {result.note ? (
        <Banner tone={result.tone} aria-live="polite" className="mt-2 mb-0!">
          {result.note}
        </Banner>
      ) : null}
      <form {...form} className="mt-2">
        <Button name="act" value="reopen" disabled={sending !== null}>
          Reopen
        </Button>
      </form>
    </li>
  );
}
