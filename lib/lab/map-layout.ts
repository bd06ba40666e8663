import type { LabMap, MapWay } from './map';

/** In the units of the drawing; a screen may scale them. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The position of everything on a map: groups side by side (`wide`), or under each other for a narrow screen (`tall`). */
export interface Drawing {
  width: number;
  height: number;
  /** Of groups and parts, by id. */
  boxes: Readonly<Record<string, Box>>;
  /** In the order of the map's ways: the line, as an SVG path, and where its step's number stands. */
  ways: readonly { path: string; tag: { x: number; y: number } }[];
}

type Point = readonly [x: number, y: number];

const part = { width: 244, height: 46, gap: 16 };
const group = { pad: 14, head: 40 };
const start = { height: 56, gap: 56 };
const edge = 4;
const lane = 12;
/** Between lines that run under the groups, each with its number on it. */
const underLane = 26;
/** The space that a step's number takes on a line. */
const tag = { width: 40, height: 22 };

const line = (points: readonly Point[]) => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
const middle = ([ax, ay]: Point, [bx, by]: Point) => ({ x: (ax + bx) / 2, y: (ay + by) / 2 });
const centerX = ({ x, width }: Box) => x + width / 2;

/** Which group each part is in; a group is in itself. Parts of the start are in none. */
function groupsOf(map: LabMap): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(map.groups).flatMap(([id, { parts }]) => [[id, id] as const, ...Object.keys(parts).map((p) => [p, id] as const)]),
  );
}

/** Spreads the lines that meet a box along its side, so that no line hides another. */
class Ports {
  private readonly ends = new Map<string, MapWay[]>();

  add(end: string, side: string, way: MapWay): void {
    const key = `${end} ${side}`;
    this.ends.set(key, [...(this.ends.get(key) ?? []), way]);
  }

  /** How far along the side, from 0 to 1. */
  at(end: string, side: string, way: MapWay): number {
    const ways = this.ends.get(`${end} ${side}`) ?? [way];
    return (ways.indexOf(way) + 1) / (ways.length + 1);
  }
}

/** Parts stacked within a group, from a corner on. @returns the group's box */
function stack(boxes: Record<string, Box>, id: string, parts: readonly string[], { x, y, width }: Omit<Box, 'height'>): Box {
  parts.forEach((p, i) => {
    boxes[p] = {
      x: x + group.pad,
      y: y + group.head + i * (part.height + part.gap),
      width: width - 2 * group.pad,
      height: part.height,
    };
  });
  const box = { x, y, width, height: group.head + parts.length * (part.height + part.gap) - part.gap + group.pad };
  boxes[id] = box;
  return box;
}

/**
 * Groups side by side, what comes first in a row over them. A line to a neighboring group crosses the gutter between them; one to
 * a group further away runs under those between. Lines share gutters in lanes.
 */
export function wide(map: LabMap): Drawing {
  const boxes: Record<string, Box> = {};
  const columns = Object.keys(map.groups);
  const inGroup = groupsOf(map);
  const columnOf = (id: string) => columns.indexOf(inGroup.get(id) ?? '');

  // which gutters each way uses; gutter i lies to the right of column i
  const gutters = columns.map(() => [] as MapWay[]);
  const under: MapWay[] = [];
  const ports = new Ports();
  for (const way of map.ways) {
    const [a, b] = [columnOf(way.from), columnOf(way.to)];
    if (a < 0 || b < 0 || a === b) continue;
    const isRight = a < b;
    ports.add(way.from, isRight ? 'right' : 'left', way);
    ports.add(way.to, isRight ? 'left' : 'right', way);
    const used = new Set([isRight ? a : a - 1, isRight ? b - 1 : b]);
    for (const i of used) gutters[i]?.push(way);
    if (used.size > 1) under.push(way);
  }

  const top = edge + (Object.keys(map.start).length > 0 ? start.height + start.gap : 0);
  let x = edge;
  const gutterX: number[] = [];
  let bottom = top;
  columns.forEach((id, i) => {
    const width = part.width + 2 * group.pad;
    const box = stack(boxes, id, Object.keys(map.groups[id]?.parts ?? {}), { x, y: top, width });
    bottom = Math.max(bottom, box.y + box.height);
    x += width;
    gutterX.push(x);
    if (i < columns.length - 1) x += 2 * group.pad + tag.width + (gutters[i]?.length ?? 0) * lane;
  });
  for (const id of columns) {
    const box = boxes[id];
    if (box) box.height = bottom - box.y; // all as long as the longest
  }
  Object.keys(map.start).forEach((id, i) => {
    const below = boxes[columns[i] ?? ''];
    boxes[id] = { x: below ? below.x + group.pad : x + i * (part.width + 40), y: edge, width: part.width, height: start.height };
  });

  const laneX = (gutter: number, way: MapWay) =>
    (gutterX[gutter] ?? 0) + group.pad + tag.width + ((gutters[gutter]?.indexOf(way) ?? 0) + 0.5) * lane;
  const sideY = (id: string, side: string, way: MapWay) => {
    const box = boxes[id] as Box; // ends of ways are parts
    return Math.round(box.y + box.height * ports.at(id, side, way));
  };
  const channel = { above: 0 };

  function across(way: MapWay): Drawing['ways'][number] {
    const [from, to] = [boxes[way.from], boxes[way.to]] as [Box, Box];
    const [a, b] = [columnOf(way.from), columnOf(way.to)];
    if (a === b || (a < 0 && b < 0)) return within(from, to);
    if (a < 0) {
      // down into the group, past whatever else stands in front
      const y = top - start.gap / 2 + (channel.above++ % 2 ? 8 : -8);
      const points: Point[] = [
        [centerX(from), from.y + from.height],
        [centerX(from), y],
        [centerX(to), y],
        [centerX(to), to.y],
      ];
      return { path: line(points), tag: middle(points[1] as Point, points[2] as Point) };
    }
    const isRight = a < b;
    const y1 = sideY(way.from, isRight ? 'right' : 'left', way);
    const y2 = sideY(way.to, isRight ? 'left' : 'right', way);
    const x1 = isRight ? from.x + from.width : from.x;
    const x2 = isRight ? to.x : to.x + to.width;
    const [near, far] = [isRight ? a : a - 1, isRight ? b - 1 : b];
    const tagX = isRight ? (gutterX[near] ?? 0) + group.pad + tag.width / 2 - 4 : to.x + to.width + 2 * group.pad + tag.width / 2 - 4;
    if (near === far) {
      if (y1 === y2)
        return {
          path: line([
            [x1, y1],
            [x2, y2],
          ]),
          tag: { x: tagX, y: y1 },
        };
      const turn = laneX(near, way);
      return {
        path: line([
          [x1, y1],
          [turn, y1],
          [turn, y2],
          [x2, y2],
        ]),
        tag: { x: tagX, y: y1 },
      };
    }
    const low = bottom + underLane * (under.indexOf(way) + 0.75);
    const [turn1, turn2] = [laneX(near, way), laneX(far, way)];
    const points: Point[] = [
      [x1, y1],
      [turn1, y1],
      [turn1, low],
      [turn2, low],
      [turn2, y2],
      [x2, y2],
    ];
    return { path: line(points), tag: middle([turn1, low], [turn2, low]) };
  }
  const ways = map.ways.map(across);
  return { width: x + edge, height: bottom + underLane * (under.length + 0.25) + edge, boxes, ways };
}

/** Between two parts of the same group, or of the start: straight from one to its neighbor. */
function within(from: Box, to: Box): Drawing['ways'][number] {
  const isBeside = from.y === to.y;
  const [first, second]: [Point, Point] = isBeside
    ? from.x < to.x
      ? [
          [from.x + from.width, from.y + from.height / 2],
          [to.x, to.y + to.height / 2],
        ]
      : [
          [from.x, from.y + from.height / 2],
          [to.x + to.width, to.y + to.height / 2],
        ]
    : from.y < to.y
      ? [
          [from.x + from.width - 24, from.y + from.height],
          [to.x + to.width - 24, to.y],
        ]
      : [
          [from.x + from.width - 24, from.y],
          [to.x + to.width - 24, to.y + to.height],
        ];
  return { path: line([first, second]), tag: middle(first, second) };
}

const tallWidth = 366;
const tallLane = 10;

/** Everything in one column, lines along its right side: two lines share a lane where one ends before the other begins. */
export function tall(map: LabMap): Drawing {
  const boxes: Record<string, Box> = {};
  const ids = Object.keys(map.groups);
  const order = [...Object.keys(map.start), ...ids.flatMap((id) => [id, ...Object.keys(map.groups[id]?.parts ?? {})])];
  const rank = (id: string) => order.indexOf(id);
  const lanes: { from: number; to: number }[][] = [];
  const laneOf = map.ways.map(({ from, to }) => {
    const span = { from: Math.min(rank(from), rank(to)), to: Math.max(rank(from), rank(to)) };
    const free = lanes.findIndex((taken) => taken.every((t) => t.to < span.from || t.from > span.to));
    const index = free < 0 ? lanes.push([]) - 1 : free;
    lanes[index]?.push(span);
    return index;
  });
  const margin = tag.width / 2 + lanes.length * tallLane + 8;
  const width = tallWidth - margin - edge;

  let y = edge;
  for (const id of Object.keys(map.start)) {
    boxes[id] = { x: edge, y, width, height: start.height };
    y += start.height + part.gap;
  }
  for (const id of ids) {
    const box = stack(boxes, id, Object.keys(map.groups[id]?.parts ?? {}), { x: edge, y: y + part.gap, width });
    y = box.y + box.height + part.gap;
  }

  const ports = new Ports();
  for (const way of map.ways) for (const end of [way.from, way.to]) ports.add(end, 'right', way);
  const tags: { x: number; y: number }[] = [];
  const ways = map.ways.map((way, i) => {
    const [from, to] = [boxes[way.from], boxes[way.to]] as [Box, Box]; // ends of ways are parts
    const isGroup = way.to in map.groups;
    const y1 = Math.round(from.y + from.height * ports.at(way.from, 'right', way));
    const y2 = isGroup ? to.y + group.head / 2 : Math.round(to.y + to.height * ports.at(way.to, 'right', way));
    const turn = edge + width + 16 + (laneOf[i] ?? 0) * tallLane;
    const points: Point[] = [
      [from.x + from.width, y1],
      [turn, y1],
      [turn, y2],
      [to.x + to.width, y2],
    ];
    return { path: line(points), tag: place(tags, { x: turn, y: (y1 + y2) / 2 }, Math.min(y1, y2), Math.max(y1, y2)) };
  });
  return { width: tallWidth, height: y, boxes, ways };
}

/** A place for a number on an upright line that hides no other number, as far as the line is long enough. */
function place(taken: { x: number; y: number }[], wanted: { x: number; y: number }, from: number, to: number): { x: number; y: number } {
  const isFree = (y: number) => taken.every((t) => Math.abs(t.x - wanted.x) > tag.width - 4 || Math.abs(t.y - y) > tag.height);
  const tries = Array.from({ length: 40 }, (_, i) => wanted.y + (i % 2 ? 1 : -1) * Math.ceil(i / 2) * 6);
  const y = tries.find((y) => y > from + 6 && y < to - 6 && isFree(y)) ?? wanted.y;
  const found = { x: wanted.x, y };
  taken.push(found);
  return found;
}
