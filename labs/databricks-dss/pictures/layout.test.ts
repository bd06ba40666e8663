import { expect, test } from 'vitest';
import { type Drawing, type DrawnText, fontOf, type Rect, type ShownLane } from '@/lib/lab/picture-boxes';
import { tall } from '@/lib/lab/picture-tall';
import { wide } from '@/lib/lab/picture-wide';
import { saysFor, shownLanes } from '@/lib/lab/picture-words';
import { fonts, widthOf } from '@/lib/lab/text-size';
import lab from '../lab';
import { pictures } from '.';

const long = {
  clusterHost: 'adb-5504218931760442.2.azuredatabricks.net',
  clusterHttpPath: 'sql/protocolv1/o/5504218931760442/1123-031502-k2v8q1x0',
  warehouseHttpPath: '/sql/1.0/warehouses/0123456789abcdef',
  userName: 'axel.wolfeschlegelsteinhausenbergerdorff@practice.example',
  mountName: 'wolfeschlegelsteinhausenbergerdorff_adls_mount',
  artifactFolder: 'axel.wolfeschlegelsteinhausenbergerdorff',
};

const lanes = Object.entries(pictures).flatMap(([name, picture]) =>
  picture.kind === 'drawing'
    ? [{}, long].map((values, i) => ({
        name: `${name}${i ? ', long values' : ''}`,
        lanes: shownLanes(picture, saysFor(lab, 'whole', values)),
      }))
    : [],
);
const cases = lanes.flatMap(({ name, lanes: shown }) => [
  ...wide(shown).map((drawing, i) => ({ name: `${name}, wide ${i + 1}`, lane: shown[i] as ShownLane, drawing, most: 640 })),
  ...shown.map((lane, i) => ({ name: `${name}, tall ${i + 1}`, lane, drawing: tall(lane), most: 340 })),
]);

function rectOf({ x, y, anchor, look, text }: DrawnText): Rect {
  const width = widthOf(text, fontOf(look));
  const { size } = fonts[fontOf(look)];
  return { x: anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2, y: y - size * 0.8, width, height: size };
}
const overlap = (a: Rect, b: Rect) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const isIn = (a: Rect, b: Rect) =>
  a.x >= b.x - 0.5 && a.y >= b.y - 0.5 && a.x + a.width <= b.x + b.width + 0.5 && a.y + a.height <= b.y + b.height + 0.5;
const points = (path: string) => [...path.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
const whole = ({ width, height }: Drawing): Rect => ({ x: 0, y: 0, width, height });

test('there are pictures to draw, of every lane one for a wide screen and one for a narrow one', () => {
  expect(cases.length).toBeGreaterThan(20);
});

test.each(cases)('$name: it is no wider than its place, and no box hides another', ({ drawing, most }) => {
  expect(drawing.width).toBeLessThanOrEqual(most);
  for (const [i, box] of drawing.boxes.entries()) {
    expect(isIn(box, whole(drawing))).toBe(true);
    for (const other of drawing.boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
  }
});

test.each(cases)('$name: no text hides another, sticks out of its box, or lies half over one', ({ drawing }) => {
  const set = drawing.texts.map((text) => ({ text: text.text, look: text.look, rect: rectOf(text) }));
  for (const [i, { text, look, rect }] of set.entries()) {
    expect(isIn(rect, whole(drawing)), text).toBe(true);
    for (const other of set.slice(i + 1)) expect(overlap(rect, other.rect), `${text} and ${other.text}`).toBe(false);
    if (look === 'arrow')
      expect(
        drawing.boxes.some((box) => overlap(rect, box)),
        text,
      ).toBe(false);
    else
      expect(
        drawing.boxes.some((box) => isIn(rect, box)),
        text,
      ).toBe(true);
  }
});

test.each(cases)('$name: every arrow begins and ends at the edge of what it names, and runs level or upright', ({ lane, drawing }) => {
  expect(drawing.arrows.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(lane.arrows.map(({ from, to }) => `${from} ${to}`).sort());
  for (const { from, to, path } of drawing.arrows) {
    const drawn = points(path);
    const ends = [drawn[0], drawn.at(-1)];
    for (const [i, id] of [from, to].entries()) {
      const { x, y, width, height } = drawing.places[id] as Rect;
      const end = ends[i] as { x: number; y: number };
      const isOnSide = (end.x === x || end.x === x + width) && end.y >= y && end.y <= y + height;
      const isOnTop = (end.y === y || end.y === y + height) && end.x >= x && end.x <= x + width;
      expect(isOnSide || isOnTop, `${from} to ${to}`).toBe(true);
    }
    for (const [k, p] of drawn.slice(1).entries()) expect(p.x === drawn[k]?.x || p.y === drawn[k]?.y, path).toBe(true);
    for (const { x, y } of drawn) expect(isIn({ x, y, width: 0, height: 0 }, whole(drawing)), path).toBe(true);
  }
});

test.each(cases)('$name: no arrow runs through a box', ({ drawing }) => {
  for (const { path } of drawing.arrows) {
    const drawn = points(path);
    drawn.slice(1).forEach((p, k) => {
      const before = drawn[k] as { x: number; y: number };
      const run = {
        x: Math.min(p.x, before.x),
        y: Math.min(p.y, before.y),
        width: Math.abs(p.x - before.x),
        height: Math.abs(p.y - before.y),
      };
      for (const box of drawing.boxes) {
        const within = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
        const thick = { ...run, width: run.width || 0.1, height: run.height || 0.1 };
        expect(overlap(thick, within), path).toBe(false);
      }
    });
  }
});
