import type { Lab } from '@/lib/lab/lab';
import type { DrawnPicture, Picture } from '@/lib/lab/picture';
import { tall } from '@/lib/lab/picture-tall';
import { wide } from '@/lib/lab/picture-wide';
import { inWords, type Says, saysFor, shownLanes } from '@/lib/lab/picture-words';
import type { Known } from '@/lib/lab/vocabulary';
import type { StepStatus } from '@/lib/progress/standing';
import { DrawnLane } from './drawing';
import { Matrix } from './matrix';

interface Props {
  picture: Picture;
  lab: Lab;
  track: string;
  /** What is known of the attendee, as texts show it. */
  values: Known;
  /** How their checks stand, by id. */
  statuses: ReadonlyMap<string, StepStatus>;
}

/** A picture of a lab, drawn by the server with the attendee's values in it. */
export function LabPicture({ picture, lab, track, values, statuses }: Props) {
  const says = saysFor(lab, track, values);
  return (
    <figure className="@container my-6 print:break-inside-avoid">
      <figcaption>
        <b className="block font-semibold">{says(picture.title)}</b>
        {picture.caption ? <span className="block text-sm text-ink-2">{says(picture.caption)}</span> : null}
      </figcaption>
      {picture.kind === 'matrix' ? <Matrix picture={picture} says={says} statuses={statuses} /> : <Lanes picture={picture} says={says} />}
    </figure>
  );
}

/** Side by side where there is room, under each other where there is not. */
function Lanes({ picture, says }: { picture: DrawnPicture; says: Says }) {
  const lanes = shownLanes(picture, says);
  const drawings = wide(lanes);
  return lanes.map((lane, i) => {
    const title = [says(picture.title), lane.label].filter(Boolean).join(': ');
    const drawing = drawings[i];
    return (
      <div key={lane.label ?? i} className="mt-3 print:break-inside-avoid">
        {lane.label || lane.note ? (
          <p className="m-0! text-sm text-ink-2">
            {lane.label ? <b className="font-semibold text-ink">{lane.label}. </b> : null}
            {lane.note}
          </p>
        ) : null}
        {drawing ? <DrawnLane className="my-2 hidden @min-[30rem]:block" drawing={drawing} title={title} words={inWords(lane)} /> : null}
        <DrawnLane className="mx-auto my-2 @min-[30rem]:hidden" drawing={tall(lane)} title={title} words={inWords(lane)} />
      </div>
    );
  });
}
