import type { LabMap, MapWay } from './map';
import type { Box } from './map-layout';
import { wrap } from './text-size';

/** A map as it stands small at the side of a step: a row for each group, its parts as chips with the numbers of their steps. */
export interface SmallDrawing {
  width: number;
  height: number;
  /** Of parts, by id. */
  chips: Readonly<Record<string, Box>>;
  /** Of groups, by id: the row, and its name on one or two lines. */
  rows: Readonly<Record<string, { box: Box; lines: readonly { x: number; y: number; text: string }[] }>>;
  /** In the order of the map's ways; null for one that leads to no chip. */
  ways: readonly (string | null)[];
}

const width = 240;
const edge = 2;
const nameWidth = 78;
const chip = { height: 30, gap: 4, most: 40 };
const row = { pad: 5, gap: 12 };
const lane = 5;

type Point = readonly [x: number, y: number];
const line = (points: readonly Point[]) => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/** Arrows to the next row run in the gap between; those to a row further away along the right side. */
export function small(map: LabMap): SmallDrawing {
  const ids = Object.keys(map.groups);
  const rowOf = (end: string) => ids.findIndex((id) => Object.hasOwn(map.groups[id]?.parts ?? {}, end));
  const ends = map.ways.map((way) => ({ way, a: rowOf(way.from), b: rowOf(way.to) }));
  const isDrawn = ({ a, b }: { a: number; b: number }) => a >= 0 && b >= 0;
  const far = ends.filter((e) => isDrawn(e) && Math.abs(e.a - e.b) > 1);
  // gap i lies under row i
  const gaps = ids.map((_, i) => ends.filter((e) => isDrawn(e) && gapsOf(e).includes(i)).map(({ way }) => way));

  const rows: Record<string, SmallDrawing['rows'][string]> = {};
  const chips: Record<string, Box> = {};
  const room = width - 2 * edge - far.length * lane - (far.length > 0 ? 4 : 0);
  let y = edge;
  const under: number[] = [];
  ids.forEach((id, i) => {
    const group = map.groups[id];
    const parts = Object.keys(group?.parts ?? {});
    const height = chip.height + 2 * row.pad;
    const lines = wrap(group?.label ?? '', 'small', nameWidth - 8).slice(0, 2);
    const first = y + height / 2 + 4 - (lines.length - 1) * 7;
    rows[id] = { box: { x: edge, y, width: room, height }, lines: lines.map((text, n) => ({ x: edge + 7, y: first + n * 14, text })) };
    const each = Math.min(chip.most, Math.floor((room - nameWidth - row.pad + chip.gap) / parts.length) - chip.gap);
    parts.forEach((p, k) => {
      chips[p] = { x: edge + nameWidth + k * (each + chip.gap), y: y + row.pad, width: each, height: chip.height };
    });
    y += height;
    under.push(y);
    if (i < ids.length - 1) y += row.gap + (gaps[i]?.length ?? 0) * lane;
  });

  const gapY = (i: number, way: MapWay) => (under[i] ?? 0) + row.gap / 2 + ((gaps[i]?.indexOf(way) ?? 0) + 0.5) * lane;
  const ways = ends.map((e) => {
    const { way, a, b } = e;
    const [from, to] = [chips[way.from], chips[way.to]];
    if (!from || !to) return null;
    if (a === b) return beside(from, to);
    const port = (end: string, box: Box, isFoot: boolean) => {
      const there = ends.filter((o) => isDrawn(o) && o.a !== o.b && [o.way.from, o.way.to].includes(end) && isFoot === isAtFoot(o, end));
      return Math.round(box.x + (box.width * (there.indexOf(e) + 1)) / (there.length + 1));
    };
    const isDown = a < b;
    const [x1, x2] = [port(way.from, from, isDown), port(way.to, to, !isDown)];
    const [start, end] = [isDown ? from.y + from.height : from.y, isDown ? to.y : to.y + to.height];
    const [near = 0, last = near] = gapsOf(e);
    if (near === last) {
      const turn = gapY(near, way);
      return line([
        [x1, start],
        [x1, turn],
        [x2, turn],
        [x2, end],
      ]);
    }
    const side = edge + room + 4 + far.indexOf(e) * lane;
    const [first, then] = isDown ? [near, last] : [last, near];
    return line([
      [x1, start],
      [x1, gapY(first, way)],
      [side, gapY(first, way)],
      [side, gapY(then, way)],
      [x2, gapY(then, way)],
      [x2, end],
    ]);
  });
  return { width, height: y + edge, chips, rows, ways };
}

/** The first and the last gap that an arrow runs through. */
function gapsOf({ a, b }: { a: number; b: number }): number[] {
  const [upper, lower] = [Math.min(a, b), Math.max(a, b)];
  return upper === lower ? [] : [...new Set([upper, lower - 1])];
}

const isAtFoot = ({ way, a, b }: { way: MapWay; a: number; b: number }, end: string) => (way.from === end ? a < b : b < a);

function beside(from: Box, to: Box): string {
  const y = from.y + from.height / 2;
  return from.x < to.x
    ? line([
        [from.x + from.width, y],
        [to.x, y],
      ])
    : line([
        [from.x, y],
        [to.x + to.width, y],
      ]);
}
