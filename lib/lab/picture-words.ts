import { type Lab, labelOf, withStepNumbers } from './lab';
import type { DrawnPicture, PictureLane, PictureRow } from './picture';
import { isRow, type ShownBox, type ShownLane, type ShownRow } from './picture-boxes';
import type { Known } from './vocabulary';

const names = /\{\{(\w{1,100})\}\}/g;

/** Fills in the texts of a picture for somebody: their values, the numbers of steps. */
export interface Says {
  (text: string): string;
  /** Whether everything that a text shows has been recorded. */
  isKnown: (text: string) => boolean;
}

/** @param values what is known of the attendee; a name that is not is shown as `<its label>` */
export function saysFor(lab: Lab, track: string, values: Known): Says {
  const placeholder = (name: string) => `<${labelOf(lab, name).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}>`;
  const say = (text: string) => withStepNumbers(lab, track, text).replace(names, (_, name: string) => values[name] || placeholder(name));
  const isKnown = (text: string) => [...text.matchAll(names)].every(([, name = '']) => values[name]);
  return Object.assign(say, { isKnown });
}

function shownRow({ label, value, indent = 0, isMarked = false }: PictureRow, says: Says): ShownRow {
  const look = !value?.includes('{{') ? 'plain' : says.isKnown(value) ? 'own' : 'open';
  return { label: label ? says(label) : null, value: value ? says(value) : null, look, indent, isMarked };
}

/** A lane with its texts filled in. */
const shownLane = ({ label, note, columns, arrows }: PictureLane, says: Says): ShownLane => ({
  label: label ? says(label) : null,
  note: note ? says(note) : null,
  columns: columns.map((boxes) =>
    Object.entries(boxes).map(([id, box]) => [
      id,
      {
        label: says(box.label),
        note: box.note ? says(box.note) : null,
        rows: Object.entries(box.rows ?? {}).map(([row, drawn]) => [row, shownRow(drawn, says)]),
      },
    ]),
  ),
  arrows: arrows.map((arrow) => (arrow.label ? { ...arrow, label: says(arrow.label) } : arrow)),
});

export const shownLanes = ({ lanes }: DrawnPicture, says: Says): ShownLane[] => lanes.map((lane) => shownLane(lane, says));

const rowInWords = ({ label, value }: ShownRow) => [label, value].filter(Boolean).join(' ');

function boxInWords({ label, note, rows }: ShownBox): string {
  const all = [...(note ? [note] : []), ...rows.map(([, row]) => rowInWords(row))];
  return all.length > 0 ? `${label}: ${all.join(', ')}.` : `${label}.`;
}

/** Everything that a lane shows, in sentences, for people who don't see it. Its label and note are text over the drawing. */
export function inWords(lane: ShownLane): string {
  const boxes = new Map(lane.columns.flat());
  const called = (end: string): string => {
    const [id = '', rowId] = end.split('.');
    const box = boxes.get(id);
    const row = box?.rows.find(([r]) => isRow(end) && r === rowId)?.[1];
    return row ? `${row.label ?? row.value} in ${box?.label}` : (box?.label ?? id);
  };
  const arrows = lane.arrows.map(({ from, to, label }) => `From ${called(from)} to ${called(to)}${label ? `: ${label}` : ''}.`);
  return [...[...boxes.values()].map(boxInWords), ...arrows].join(' ');
}
