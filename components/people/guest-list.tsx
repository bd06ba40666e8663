import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { Details } from '@/components/ui/details';
import { Sheet } from '@/components/ui/sheet';

export interface GuestView {
  id: string;
  name: string;
  userName: string;
  track: string | null;
  /** ISO 8601; null: they are absent. */
  joinedAt: string | null;
}

interface Props {
  guests: GuestView[];
  /** In milliseconds since 1970. */
  now: number;
  /** Removes the person whose `id` is sent from the list. */
  remove: (form: FormData) => Promise<void>;
}

/** Who is expected: those who are absent first, as they are the ones to look for. */
export function GuestList({ guests, now, remove }: Props) {
  const absent = guests.filter((g) => g.joinedAt === null);
  const here = guests.filter((g) => g.joinedAt !== null);
  return (
    <>
      <h3 id="absent" className="mt-4 mb-2 text-base font-semibold">
        Absent: {absent.length} of {guests.length}
      </h3>
      {absent.length === 0 ? <p>Everybody you expect has joined.</p> : <Guests guests={absent} now={now} remove={remove} label="Absent" />}
      {here.length > 0 ? (
        <Details className="mt-4" summary={`Joined: ${here.length} of ${guests.length}`}>
          <Guests guests={here} now={now} remove={remove} label="Joined" />
        </Details>
      ) : null}
    </>
  );
}

function Guests({ guests, now, remove, label }: Props & { label: string }) {
  return (
    <form action={remove}>
      <Sheet aria-label={label}>
        {guests.map((g) => (
          <li key={g.id} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 text-sm">
            <span className="min-w-0 grow wrap-anywhere">
              {g.name} <span className="text-ink-2">{g.userName}</span>
              {g.track ? <span className="text-ink-3"> · {g.track}</span> : null}
              {g.joinedAt ? (
                <span className="text-ink-3">
                  {' '}
                  · joined <Clock at={Date.parse(g.joinedAt)} today={now} hasZone />
                </span>
              ) : null}
            </span>
            <Button look="small" name="id" value={g.id} aria-label={`Remove ${g.name} from the list`}>
              Remove
            </Button>
          </li>
        ))}
      </Sheet>
    </form>
  );
}
