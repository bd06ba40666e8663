import type { PictureArrow } from './picture';
import {
  boxOf,
  type Drawing,
  type Inside,
  inside,
  isRow,
  labelOver,
  line,
  middleY,
  type Point,
  put,
  type Rect,
  type ShownLane,
  sketch,
  wanted,
} from './picture-boxes';
import { fonts, widthOf, wrap } from './text-size';

/** What a drawing may take: more would be too small to read in the column of a text. */
const widest = 640;
const edge = 2;
const column = { least: 96, most: 236 };
const gutter = { least: 60, label: 96 };
const turnLane = 11;
/** Of a line under the boxes, with its label over it. */
const underLine = 30;
const overLine = (arrow: PictureArrow) => 14 + labelLines(arrow).length * fonts.small.line;
const labelLines = ({ label }: PictureArrow) => (label ? wrap(label, 'small', gutter.label) : []);

type Ends = { arrow: PictureArrow; a: number; b: number };

/** The arrows of a lane, with the columns that they lead from and to. */
const endsOf = ({ columns, arrows }: ShownLane): Ends[] => {
  const at = (end: string) => columns.findIndex((boxes) => boxes.some(([id]) => id === boxOf(end)));
  return arrows.map((arrow) => ({ arrow, a: at(arrow.from), b: at(arrow.to) }));
};
const neighborsAt = (lane: ShownLane, i: number) => endsOf(lane).filter(({ a, b }) => Math.min(a, b) === i && Math.abs(a - b) === 1);

/**
 * Columns side by side, the same in all lanes. Arrows between neighbors cross the gutter between them, straight where they can;
 * those within a column are upright; those that pass a column run under it.
 */
export function wide(lanes: readonly ShownLane[]): Drawing[] {
  const count = Math.max(...lanes.map((l) => l.columns.length));
  const liked = Array.from({ length: count }, (_, i) => {
    const boxes = lanes.flatMap((l) => l.columns[i] ?? []).map(([, box]) => wanted(box));
    return Math.ceil(Math.min(column.most, Math.max(column.least, ...boxes)));
  });
  const gutters = liked.slice(1).map((_, i) => {
    const arrows = lanes.map((l) => neighborsAt(l, i));
    const labels = arrows.flat().flatMap(({ arrow }) => labelLines(arrow).map((text) => widthOf(text, 'small')));
    const turns = Math.max(...arrows.map((found) => found.filter(({ arrow }) => isRow(arrow.from) || isRow(arrow.to)).length));
    return Math.round(Math.max(gutter.least, 36 + turns * turnLane, ...labels.map((l) => l + 24)));
  });
  let most = column.most; // the widest columns give way first
  const narrowed = () => liked.map((w) => Math.min(w, most));
  while (most > column.least && sum(narrowed()) + sum(gutters) + 2 * edge > widest) most -= 2;
  const widths = narrowed();
  const lefts = widths.map((_, i) => edge + sum(widths.slice(0, i)) + sum(gutters.slice(0, i)));
  const width = sum(widths) + sum(gutters) + 2 * edge;
  return lanes.map((lane) => drawn(lane, { widths, lefts, width }));
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

interface Columns {
  widths: readonly number[];
  lefts: readonly number[];
  width: number;
}

function drawn(lane: ShownLane, { widths, lefts, width }: Columns): Drawing {
  const into = sketch();
  const ends = endsOf(lane);
  const stacks = lane.columns.map((boxes, c) =>
    boxes.map(([id, box], i) => {
      const held = inside(box, widths[c] ?? 0);
      const next = boxes[i + 1]?.[0];
      return { id, held, height: Math.max(held.height, roomFor(ends, id)), gap: next ? gapFor(ends, id, next) : 0 };
    }),
  );
  // boxes that are alone in their columns stand in one row, so they are of one height
  const alone = stacks.filter((stack) => stack.length === 1).flat();
  const row = Math.max(0, ...alone.map((s) => s.height));
  if (stacks.every((stack) => stack.length < 2)) for (const s of alone) s.height = row;
  const heights = stacks.map((stack) => sum(stack.map((s) => s.height + s.gap)));
  const tallest = Math.max(...heights);
  stacks.forEach((stack, c) => {
    let y = edge + Math.round((tallest - (heights[c] ?? 0)) / 2);
    for (const { id, held, height, gap } of stack) {
      put(into, id, held as Inside, { x: lefts[c] ?? 0, y, width: widths[c] ?? 0, height });
      y += height + gap;
    }
  });

  const place = (end: string): Rect => into.places[end] ?? { x: 0, y: 0, width: 0, height: 0 }; // ends are boxes or rows
  const bottom = edge + tallest;
  let unders = 0;
  for (const [i, { arrow, a, b }] of ends.entries()) {
    const [from, to] = [place(arrow.from), place(arrow.to)];
    const points =
      a === b ? upright(from, to) : Math.abs(a - b) === 1 ? across(ends, i, place) : under(from, to, bottom + underLine * ++unders - 6);
    into.arrows.push({ ...looks(arrow), path: line(points) });
    into.texts.push(...labelAt(arrow, points, a === b));
  }
  return { ...into, width, height: bottom + unders * underLine + edge };
}

const looks = ({ from, to, look, tone }: PictureArrow) => ({ from, to, ...(look ? { look } : {}), ...(tone ? { tone } : {}) });

/** What the arrows on the busier side of a box need of its height, each with its label. */
function roomFor(ends: readonly Ends[], id: string): number {
  const free = ends.filter(
    ({ arrow, a, b }) => Math.abs(a - b) === 1 && [arrow.from, arrow.to].includes(id) && !isRow(arrow.from) && !isRow(arrow.to),
  );
  const rooms = [-1, 1].map((side) =>
    sum(free.filter(({ arrow, a, b }) => (arrow.from === id ? b - a : a - b) === side).map(({ arrow }) => overLine(arrow))),
  );
  return Math.max(...rooms) + 14;
}

/** Between a box and the one under it. */
function gapFor(ends: readonly Ends[], id: string, next: string): number {
  const between = ends.filter(({ arrow }) => [arrow.from, arrow.to].map(boxOf).sort().join() === [id, next].sort().join());
  return between.length === 0 ? 16 : Math.max(...between.map(({ arrow: { label } }) => (label ? 42 : 28)));
}

function upright(from: Rect, to: Rect): Point[] {
  const x = Math.round(from.x + 24);
  return from.y < to.y
    ? [
        [x, from.y + from.height],
        [x, to.y],
      ]
    : [
        [x, from.y],
        [x, to.y + to.height],
      ];
}

/** Those between the same two boxes, and at no row of them, share the height that both have. */
function shared(ends: readonly Ends[], i: number, place: (end: string) => Rect): number | null {
  const own = ends[i];
  if (!own || isRow(own.arrow.from) || isRow(own.arrow.to)) return null;
  const pair = (e: Ends) => [e.arrow.from, e.arrow.to].sort().join();
  const all = ends.filter((e) => pair(e) === pair(own));
  const [from, to] = [place(own.arrow.from), place(own.arrow.to)];
  const top = Math.max(from.y, to.y);
  const low = Math.min(from.y + from.height, to.y + to.height);
  if (low - top < 12) return null;
  const before = all.slice(0, all.indexOf(own) + 1).map(({ arrow }) => overLine(arrow));
  const start = (top + low - sum(all.map(({ arrow }) => overLine(arrow)))) / 2;
  return Math.round(start + sum(before) - 5);
}

function across(ends: readonly Ends[], i: number, place: (end: string) => Rect): Point[] {
  const { arrow, a, b } = ends[i] as Ends; // called for each of them
  const [from, to] = [place(arrow.from), place(arrow.to)];
  const isRight = a < b;
  const x1 = isRight ? from.x + from.width : from.x;
  const x2 = isRight ? to.x : to.x + to.width;
  const both = shared(ends, i, place);
  let [y1, y2] = [both ?? portY(ends, arrow, arrow.from, place), both ?? portY(ends, arrow, arrow.to, place)];
  // from a row straight into a box at its side, and the other way round
  if (isRow(arrow.from) && !isRow(arrow.to) && isWithin(y1, to)) y2 = y1;
  if (isRow(arrow.to) && !isRow(arrow.from) && isWithin(y2, from)) y1 = y2;
  if (y1 === y2)
    return [
      [x1, y1],
      [x2, y2],
    ];
  const off = 20 + turnOf(ends, i, place) * turnLane;
  const turn = isRight ? x2 - off : x2 + off;
  return [
    [x1, y1],
    [turn, y1],
    [turn, y2],
    [x2, y2],
  ];
}

const isWithin = (y: number, { y: top, height }: Rect) => y > top + 8 && y < top + height - 8;

/** Several arrows at one row keep a little apart. */
function portY(ends: readonly Ends[], arrow: PictureArrow, end: string, place: (end: string) => Rect): number {
  const there = ends.filter((e) => isRow(end) && (e.arrow.from === end || e.arrow.to === end));
  const at = there.findIndex((e) => e.arrow === arrow);
  return middleY(place(end)) + (there.length < 2 ? 0 : Math.round((at - (there.length - 1) / 2) * 8));
}

/** Which lane of its gutter an arrow turns in, counted from where it leads: so that those going the same way do not cross. */
function turnOf(ends: readonly Ends[], i: number, place: (end: string) => Rect): number {
  const own = ends[i] as Ends; // called for each of them
  const lean = ({ arrow }: Ends) => middleY(place(arrow.to)) - middleY(place(arrow.from));
  const all = ends
    .filter((e) => Math.min(e.a, e.b) === Math.min(own.a, own.b) && Math.abs(e.a - e.b) === 1)
    .sort((e, f) => {
      if (lean(e) < 0 !== lean(f) < 0) return lean(e) < 0 ? 1 : -1;
      const apart = middleY(place(e.arrow.from)) - middleY(place(f.arrow.from));
      return lean(e) < 0 ? -apart : apart;
    });
  return all.indexOf(own);
}

function under(from: Rect, to: Rect, low: number): Point[] {
  const x = ({ x, width }: Rect, isFirst: boolean) => Math.round(x + width * (isFirst ? 0.4 : 0.6));
  const isRight = from.x < to.x;
  return [
    [x(from, !isRight), from.y + from.height],
    [x(from, !isRight), low],
    [x(to, isRight), low],
    [x(to, isRight), to.y + to.height],
  ];
}

function labelAt(arrow: PictureArrow, points: readonly Point[], isUpright: boolean) {
  if (!arrow.label) return [];
  const [first, second] = [points[0] as Point, points[1] as Point]; // a line has two ends
  if (isUpright)
    return [{ x: first[0] + 10, y: (first[1] + second[1]) / 2 + 4, anchor: 'start', look: 'arrow', text: arrow.label } as const];
  const third = points[2];
  if (points.length === 4 && third && first[0] === second[0])
    return labelOver([arrow.label], Math.round((second[0] + third[0]) / 2), second[1]);
  return labelOver(labelLines(arrow), Math.round((first[0] + second[0]) / 2), first[1]);
}
