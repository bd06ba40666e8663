import { expect, test } from 'vitest';
import { mapOn, partsOf } from '@/lib/lab/map';
import { type Box, tall, wide } from '@/lib/lab/map-layout';
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

type Point = { x: number; y: number };
