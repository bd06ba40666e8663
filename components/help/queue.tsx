'use client';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import type { Room } from '@/lib/room/room';
import { answeredAt } from './answered-by';
import { type Act, Request } from './request';
import { type RoomStep, useRoom } from './room';

interface Props {
  room: Room;
  steps: readonly RoomStep[];
  /** Who looks at it. */
  me: string;
  /** To whom a request can be handed. */
  facilitators: readonly { id: string; name: string }[];
  base: string;
  act: Act;
}

/** Who is waiting for help, the longest wait first, and then who has an answer. All facilitators share it: whoever takes a request has it. */
export function HelpQueue({ room, ...props }: Props) {
  const { help: all } = useRoom(room);
  const [help, answered] = [all.filter((r) => !answeredAt(r)), all.filter((r) => answeredAt(r))];
  return (
    <>
      <p aria-live="polite" className="mb-3 text-ink-2 empty:hidden">
        {help.length === 0
          ? ''
          : `${help.length} ${help.length === 1 ? 'person is' : 'people are'} waiting for help, the longest wait first.`}
        {answered.length === 0 ? '' : ` ${answered.length} ${answered.length === 1 ? 'has' : 'have'} an answer.`}
      </p>
      {all.length === 0 ? <Note>Nobody needs help right now. New requests appear here right away.</Note> : null}
      <Sheet hidden={all.length === 0}>
        {[...help, ...answered].map((request) => (
          <Request key={request.id} request={request} {...props} />
        ))}
      </Sheet>
    </>
  );
}
