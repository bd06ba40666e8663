import { Confirm } from '@/components/board/confirm';
import { Chip } from '@/components/ui/chip';
import { Sheet } from '@/components/ui/sheet';

export interface FacilitatorView {
  personId: string;
  name: string;
  userName: string;
  isOwner: boolean;
  isMe: boolean;
  hasDone: boolean;
  /** Null: they can't be removed. */
  remove: (() => Promise<void>) | null;
}

/** Who runs a workshop, and how somebody stops doing that. */
export function FacilitatorList({ facilitators }: { facilitators: FacilitatorView[] }) {
  return (
    <Sheet>
      {facilitators.map((f) => (
        <li key={f.personId} className="px-4 py-3">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <b className="font-semibold">{f.name}</b>
            <span className="text-sm text-ink-2 wrap-anywhere">{f.userName}</span>
            {f.isOwner ? <Chip>owner</Chip> : null}
            {f.isMe ? <Chip>you</Chip> : null}
          </div>
          {f.remove ? (
            <Confirm act={f.isMe ? 'Leave as facilitator' : `Remove ${f.name} as facilitator`} isDestructive action={f.remove}>
              {f.isMe ? 'You no longer see' : 'They no longer see'} the board, and no longer run this workshop.{' '}
              {f.hasDone
                ? `${f.isMe ? 'Your lab work stays, and you become' : 'Their lab work stays, and they become'} an attendee again. `
                : ''}
              All open invitations are canceled, because {f.isMe ? 'you' : 'they'} may know one.
            </Confirm>
          ) : null}
        </li>
      ))}
    </Sheet>
  );
}
