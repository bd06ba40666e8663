import type { PictureArrow } from './picture';
import { type Font, fitted, fonts, widthOf, wrap } from './text-size';

/** A row with its texts filled in. */
export interface ShownRow {
  label: string | null;
  value: string | null;
  /** `own`: the attendee's. `open`: not recorded yet. */
  look: 'plain' | 'own' | 'open';
  indent: number;
  isMarked: boolean;
}
export interface ShownBox {
  label: string;
  note: string | null;
  rows: readonly (readonly [id: string, row: ShownRow])[];
}
export type ShownColumn = readonly (readonly [id: string, box: ShownBox])[];
export interface ShownLane {
  label: string | null;
  note: string | null;
  columns: readonly ShownColumn[];
  arrows: readonly PictureArrow[];
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export type TextLook = 'label' | 'small' | 'code' | 'own' | 'open' | 'arrow';
export interface DrawnText {
  x: number;
  /** Of the baseline. */
  y: number;
  anchor: 'start' | 'middle' | 'end';
  look: TextLook;
  text: string;
}
export interface DrawnArrow extends Pick<PictureArrow, 'look' | 'tone'> {
  from: string;
  to: string;
  /** As an SVG path. */
  path: string;
}
/** A lane with a place for everything in it. */
export interface Drawing {
  width: number;
  height: number;
  /** Of boxes and rows, by the names that arrows give them. */
  places: Readonly<Record<string, Rect>>;
  boxes: readonly Rect[];
  /** Behind the attendee's own values, and around the row that matters. */
  tints: readonly (Rect & { look: 'own' | 'open' | 'marked' })[];
  texts: readonly DrawnText[];
  arrows: readonly DrawnArrow[];
}

const pad = 12;
const indent = 14;
const tintPad = 4;
/** Of a label or a note before it wraps. */
const widest = { label: 190, note: 150 };

export const fontOf = (look: TextLook): Font => (look === 'label' || look === 'small' ? look : look === 'arrow' ? 'small' : 'code');

const rowWidth = ({ label, value, indent: depth }: ShownRow) =>
  depth * indent + Math.max(label ? widthOf(label, 'small') : 0, value ? widthOf(value, 'code') + 2 * tintPad : 0);
const rowHeight = ({ label, value }: ShownRow) => (label ? 17 : 0) + (value ? 22 : 0);

/** How wide a box would like to be. */
export const wanted = ({ label, note: said, rows }: ShownBox): number =>
  2 * pad +
  Math.max(
    ...wrap(label, 'label', widest.label).map((line) => widthOf(line, 'label')),
    ...(said ? wrap(said, 'small', widest.note).map((line) => widthOf(line, 'small')) : []),
    ...rows.map(([, row]) => rowWidth(row)),
  );

/** What a box holds, from its own corner on. */
export interface Inside {
  height: number;
  texts: DrawnText[];
  tints: (Rect & { look: 'own' | 'open' | 'marked' })[];
  rows: Record<string, Rect>;
}

/** Sets the texts of a box of a width. */
export function inside(box: ShownBox, width: number): Inside {
  const room = width - 2 * pad;
  const texts: DrawnText[] = [];
  const tints: Inside['tints'] = [];
  const rows: Inside['rows'] = {};
  let y = 8;
  const say = (text: string, look: TextLook, x = pad) => {
    const { line, size } = fonts[fontOf(look)];
    texts.push({ x, y: y + (line + size) / 2 - 2, anchor: 'start', look, text });
    y += line;
  };
  for (const line of wrap(box.label, 'label', room)) say(fitted(line, 'label', room), 'label');
  for (const line of box.note ? wrap(box.note, 'small', room) : []) say(fitted(line, 'small', room), 'small');
  if (box.rows.length > 0) y += 4;
  for (const [id, row] of box.rows) {
    const x = pad + row.indent * indent;
    const height = rowHeight(row);
    rows[id] = { x: 0, y, width, height };
    if (row.isMarked) tints.push({ x: x - tintPad, y: y - 1, width: width - x - pad + 2 * tintPad, height: height + 1, look: 'marked' });
    const top = y;
    if (row.label) say(fitted(row.label, 'small', width - pad - x), 'small', x);
    if (row.value) {
      const text = fitted(row.value, 'code', width - pad - x - 2 * tintPad);
      if (row.look !== 'plain') tints.push({ x, y: y + 1, width: widthOf(text, 'code') + 2 * tintPad, height: 19, look: row.look });
      y += 1;
      say(text, row.look === 'plain' ? 'code' : row.look, x + (row.look === 'plain' ? 0 : tintPad));
    }
    y = top + height;
  }
  return { height: y + 9, texts, tints, rows };
}

/** The box and what it holds, at a place of the drawing. */
export function put(into: Sketch, id: string, held: Inside, { x, y, width, height }: Rect): void {
  into.places[id] = { x, y, width, height };
  into.boxes.push({ x, y, width, height });
  // a box that is taller than it must be, for its arrows, holds its texts in the middle
  const down = y + Math.floor((height - held.height) / 2);
  into.texts.push(...held.texts.map((t) => ({ ...t, x: t.x + x, y: t.y + down })));
  into.tints.push(...held.tints.map((t) => ({ ...t, x: t.x + x, y: t.y + down })));
  for (const [row, rect] of Object.entries(held.rows)) into.places[`${id}.${row}`] = { ...rect, x: x + rect.x, y: rect.y + down };
}

/** A drawing in the making. */
export interface Sketch {
  places: Record<string, Rect>;
  boxes: Rect[];
  tints: Inside['tints'];
  texts: DrawnText[];
  arrows: DrawnArrow[];
}
export const sketch = (): Sketch => ({ places: {}, boxes: [], tints: [], texts: [], arrows: [] });

export type Point = readonly [x: number, y: number];
export const line = (points: readonly Point[]): string => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
export const boxOf = (end: string): string => end.split('.', 1).join('');
export const isRow = (end: string): boolean => end.includes('.');
export const middleY = ({ y, height }: Rect): number => Math.round(y + height / 2);

/** The lines of an arrow's label over a point, the last of them just above it. */
export const labelOver = (lines: readonly string[], x: number, y: number): DrawnText[] =>
  lines.map((text, i) => ({
    x,
    y: y - 6 - (lines.length - 1 - i) * fonts.small.line,
    anchor: 'middle',
    look: 'arrow',
    text,
  }));
