import { expect, test } from 'vitest';
import { mapOn, partsOf } from '@/lib/lab/map';
import { type Box, tall, wide } from '@/lib/lab/map-layout';
import { small } from '@/lib/lab/map-small';
import { widthOf } from '@/lib/lab/text-size';
import lab from './lab';

const maps = Object.keys(lab.tracks).flatMap((track) => {
  const map = mapOn(lab, track);
  return map ? [{ name: track, map }] : [];
});
const cases = maps.flatMap(({ name, map }) => [
  { name: `${name}, wide`, map, drawing: wide(map) },
  { name: `${name}, tall`, map, drawing: tall(map) },
]);

const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const points = (path: string) => [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
const isOn = ({ x, y }: { x: number; y: number }, box: Box) =>
  x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1;

test('there are maps to draw', () => {
  expect(maps.length).toBe(2);
});

test.each(cases)('$name: every part has a place within the drawing, and none hides another', ({ map, drawing }) => {
  const groups = new Set(Object.keys(map.groups));
  const boxes = [...partsOf(map).keys()].map((id) => ({ id, box: drawing.boxes[id] as Box }));
  for (const { box } of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(drawing.width);
    expect(box.y + box.height).toBeLessThanOrEqual(drawing.height);
  }
  const parts = boxes.filter(({ id }) => !groups.has(id));
  for (const a of parts) for (const b of parts) if (a.id < b.id) expect(overlap(a.box, b.box), `${a.id} and ${b.id}`).toBe(false);
});

test.each(cases)('$name: every arrow begins and ends at its parts, upright or level, within the drawing', ({ map, drawing }) => {
  map.ways.forEach((way, i) => {
    const path = points(drawing.ways[i]?.path ?? '');
    expect(path.length).toBeGreaterThanOrEqual(2);
    expect(isOn(path[0] as Point, drawing.boxes[way.from] as Box), `${way.from} to ${way.to}`).toBe(true);
    expect(isOn(path.at(-1) as Point, drawing.boxes[way.to] as Box), `${way.from} to ${way.to}`).toBe(true);
    for (const { x, y } of path) expect(x >= 0 && x <= drawing.width && y >= 0 && y <= drawing.height).toBe(true);
    path.slice(1).forEach((p, k) => {
      const before = path[k] as Point;
      expect(p.x === before.x || p.y === before.y).toBe(true);
    });
  });
});

test.each(cases)('$name: no step’s number hides another', ({ map, drawing }) => {
  const tags = drawing.ways.filter((_, i) => map.ways[i]?.step).map((w) => w.tag);
  for (const [i, a] of tags.entries())
    for (const b of tags.slice(i + 1)) expect(Math.abs(a.x - b.x) >= 30 || Math.abs(a.y - b.y) >= 18, JSON.stringify([a, b])).toBe(true);
});

test.each(cases)('$name: a label leaves room for the number of its step', ({ map, drawing }) => {
  for (const [id, { label, step }] of partsOf(map)) {
    if (!step || id in map.groups) continue;
    const { width } = drawing.boxes[id] as Box;
    // as it is set there: 14.5, and not bold
    expect(38 + widthOf(label, 'small') * 1.16 + 28, label).toBeLessThanOrEqual(width);
  }
});

test.each(maps)('$name, small: chips and rows have their places, and arrows lead from chip to chip', ({ map }) => {
  const { width, height, chips, rows, ways } = small(map);
  const inGroups = Object.values(map.groups).flatMap((g) => Object.keys(g.parts));
  expect(Object.keys(chips)).toEqual(inGroups);
  for (const a of inGroups)
    for (const b of inGroups) if (a < b) expect(overlap(chips[a] as Box, chips[b] as Box), `${a} and ${b}`).toBe(false);
  for (const box of [...Object.values(chips), ...Object.values(rows).map((r) => r.box)])
    expect(box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
  for (const [id, { parts }] of Object.entries(map.groups)) {
    const names = rows[id]?.lines ?? [];
    for (const { x, text } of names)
      for (const p of Object.keys(parts)) expect(x + widthOf(text, 'small') * 0.94, text).toBeLessThanOrEqual((chips[p] as Box).x + 1);
  }
  map.ways.forEach((way, i) => {
    const path = ways[i];
    expect(path !== null).toBe(way.from in chips && way.to in chips);
    if (!path) return;
    const drawn = points(path);
    expect(isOn(drawn[0] as Point, chips[way.from] as Box), `${way.from} to ${way.to}`).toBe(true);
    expect(isOn(drawn.at(-1) as Point, chips[way.to] as Box), `${way.from} to ${way.to}`).toBe(true);
    for (const { x, y } of drawn) expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
  });
});

type Point = { x: number; y: number };
