'use client';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import type { Room } from '@/lib/room/room';
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

/** Who is waiting for help, the longest wait first. All facilitators share it: whoever takes a request has it. */
export function HelpQueue({ room, ...props }: Props) {
  const { help } = useRoom(room);
  return (
    <>
      <p aria-live="polite" className="mb-3 text-ink-2 empty:hidden">
        {help.length === 0
          ? ''
          : `${help.length} ${help.length === 1 ? 'person is' : 'people are'} waiting for help, the longest wait first.`}
      </p>
      {help.length === 0 ? <Note>Nobody needs help right now. New requests appear here right away.</Note> : null}
      <Sheet hidden={help.length === 0}>
        {help.map((request) => (
          <Request key={request.id} request={request} {...props} />
        ))}
      </Sheet>
    </>
  );
}
