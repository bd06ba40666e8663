import type { PictureArrow } from './picture';
import {
  boxOf,
  type Drawing,
  type DrawnText,
  inside,
  isRow,
  line,
  middleY,
  type Point,
  put,
  type Rect,
  type ShownLane,
  sketch,
} from './picture-boxes';
import { fonts, wrap } from './text-size';

const width = 340;
const edge = 2;
const sideLane = 13;
const gap = { plain: 14, arrow: 30 };
const labelRoom = 120;

/**
 * All boxes of a lane under each other, as on a phone. An arrow to the next box runs down the gap between them; every other runs
 * along the right side.
 */
export function tall(lane: ShownLane): Drawing {
  const into = sketch();
  const boxes = lane.columns.flat();
  const order = boxes.map(([id]) => id);
  const rank = (end: string) => order.indexOf(boxOf(end));
  const isStraight = ({ from, to }: PictureArrow) => Math.abs(rank(from) - rank(to)) === 1 && !isRow(from) && !isRow(to);
  const upper = ({ from, to }: PictureArrow) => Math.min(rank(from), rank(to));
  const straight = order.map((_, i) => lane.arrows.filter((a) => isStraight(a) && upper(a) === i));
  const beside = lane.arrows.filter((a) => !isStraight(a));
  const margin = beside.length > 0 ? 16 + beside.length * sideLane : 0;
  const room = width - margin - 2 * edge;

  const starts: number[] = [];
  let y = edge;
  boxes.forEach(([id, box], i) => {
    const held = inside(box, room);
    const height = Math.max(held.height, 20 + 14 * beside.filter((a) => [a.from, a.to].includes(id)).length);
    put(into, id, held, { x: edge, y, width: room, height });
    y += height;
    starts.push(y);
    if (i === boxes.length - 1) return;
    y += gapAfter(
      straight[i] ?? [],
      beside.filter((a) => upper(a) === i),
      room,
    );
  });

  straight.forEach((arrows, i) => {
    const low = (starts[i] ?? 0) + labelsBeside(beside.filter((a) => upper(a) === i)).length * fonts.small.line;
    const [top, next] = [starts[i] ?? 0, into.places[order[i + 1] ?? '']?.y ?? 0];
    arrows.forEach((arrow, k) => {
      const x = Math.round(edge + 24 + (k * room) / arrows.length);
      const points: Point[] = [
        [x, top],
        [x, next],
      ];
      const isDown = rank(arrow.from) < rank(arrow.to);
      into.arrows.push({ ...looks(arrow), path: line(isDown ? points : points.toReversed()) });
      const lines = labelLines(arrow, room / arrows.length - 40);
      const first = (low + next) / 2 - ((lines.length - 1) * fonts.small.line) / 2 + 4;
      into.texts.push(...lines.map((text, n) => ({ ...label, x: x + 10, y: first + n * fonts.small.line, text })));
    });
  });

  const place = (end: string): Rect => into.places[end] ?? { x: 0, y: 0, width: 0, height: 0 }; // ends are boxes or rows
  beside.forEach((arrow, k) => {
    const x = edge + room + 16 + k * sideLane;
    const [y1, y2] = [sideY(beside, arrow, arrow.from, place), sideY(beside, arrow, arrow.to, place)];
    const right = edge + room;
    into.arrows.push({
      ...looks(arrow),
      path: line([
        [right, y1],
        [x, y1],
        [x, y2],
        [right, y2],
      ]),
    });
  });
  order.forEach((_, i) => {
    labelsBeside(beside.filter((a) => upper(a) === i)).forEach((text, n) => {
      into.texts.push({ ...label, anchor: 'end', x: edge + room - 2, y: (starts[i] ?? 0) + 14 + n * fonts.small.line, text });
    });
  });
  return { ...into, width, height: y + edge };
}

const label = { anchor: 'start', look: 'arrow' } satisfies Partial<DrawnText>;
const looks = ({ from, to, look, tone }: PictureArrow) => ({ from, to, ...(look ? { look } : {}), ...(tone ? { tone } : {}) });
const labelLines = ({ label: text }: PictureArrow, room: number) => (text ? wrap(text, 'small', room) : []);
const labelsBeside = (arrows: readonly PictureArrow[]) => arrows.flatMap((a) => labelLines(a, labelRoom));

function gapAfter(straight: readonly PictureArrow[], beside: readonly PictureArrow[], room: number): number {
  const besideHeight = labelsBeside(beside).length * fonts.small.line;
  const lines = straight.map((a) => labelLines(a, room / straight.length - 40).length);
  const own = straight.length === 0 ? gap.plain : Math.max(gap.arrow, Math.max(...lines) * fonts.small.line + 16);
  return own + besideHeight;
}

/** Where an arrow along the side meets a box or a row: spread over what they share. */
function sideY(beside: readonly PictureArrow[], arrow: PictureArrow, end: string, place: (end: string) => Rect): number {
  const there = beside.filter((a) => a.from === end || a.to === end);
  const { y, height } = place(end);
  return there.length < 2 ? middleY(place(end)) : Math.round(y + (height * (there.indexOf(arrow) + 1)) / (there.length + 1));
}
