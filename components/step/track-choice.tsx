import { Button } from '@/components/ui/button';
import type { Lab } from '@/lib/lab/lab';

interface Props {
  workshop: string;
  tracks: Lab['tracks'];
  current: string;
  action: (form: FormData) => Promise<void>;
}

export function TrackOptions({ tracks, current }: Pick<Props, 'tracks' | 'current'>) {
  return Object.entries(tracks).map(([track, { title, forWhom }]) => (
    <label key={track} className="flex items-baseline gap-3 py-2">
      <input type="radio" name="track" value={track} defaultChecked={track === current} />
      <span>
        <b>{title}</b>
        <span className="block text-sm text-ink-2">{forWhom}</span>
      </span>
    </label>
  ));
}

/** Whether there is a choice at all. */
export const hasChoice = (tracks: Lab['tracks']): boolean => Object.keys(tracks).length > 1;

/** The choice of track, in a lab that has several. Progress on steps that tracks share is kept. */
export function TrackChoice({ workshop, tracks, current, action }: Props) {
  if (!hasChoice(tracks)) return null;
  return (
    <section aria-labelledby="track">
      <h2 id="track">Your track</h2>
      <form action={action} className="rounded-lg border bg-raised px-4 py-3">
        <input type="hidden" name="workshop" value={workshop} />
        <fieldset>
          <legend className="sr-only">Your track</legend>
          <TrackOptions tracks={tracks} current={current} />
        </fieldset>
        <Button className="mt-2">Switch track</Button>
      </form>
    </section>
  );
}
