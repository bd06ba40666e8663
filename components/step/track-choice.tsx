import type { Lab, Track } from '@/labs/lab';

interface Props {
  workshop: string;
  tracks: Lab['tracks'];
  current: Track;
  action: (form: FormData) => Promise<void>;
}

const all: Track[] = ['whole', 'model'];

export function TrackOptions({ tracks, current }: Pick<Props, 'tracks' | 'current'>) {
  return all.map((track) => (
    <label key={track} className="flex gap-3 items-baseline py-2">
      <input type="radio" name="track" value={track} defaultChecked={track === current} />
      <span>
        <b>{tracks[track].title}</b>
        <span className="block text-ink-2 text-[15px]">{tracks[track].forWhom}</span>
      </span>
    </label>
  ));
}

/** Which steps one does; progress on steps that both tracks share is kept. */
export function TrackChoice({ workshop, tracks, current, action }: Props) {
  return (
    <section aria-labelledby="track">
      <h2 id="track">Your track</h2>
      <form action={action} className="sheet px-4 py-3">
        <input type="hidden" name="workshop" value={workshop} />
        <fieldset>
          <legend className="sr-only">Your track</legend>
          <TrackOptions tracks={tracks} current={current} />
        </fieldset>
        <button className="fill mt-2" type="submit">
          Switch track
        </button>
      </form>
    </section>
  );
}
