import type { Lab } from './lab';
import { allSteps, knownNames } from './lab';

/**
 * Text in a picture is a sentence, or part of one. `{{name}}` in it stands for a value or a setting, `:step[slug]` for the number of a
 * step.
 */
export interface PictureRow {
  label?: string;
  /** In the font of code. One with a `{{name}}` in it stands out as the attendee's own. */
  value?: string;
  /** How deep it is in a tree, from 0. */
  indent?: number;
  /** The row that matters. */
  isMarked?: boolean;
}

export interface PictureBox {
  label: string;
  /** A few small words under the label. */
  note?: string;
  /** Fields of a form, lines of a file, directories of a tree. By id, from top to bottom. */
  rows?: Readonly<Record<string, PictureRow>>;
}

export interface PictureArrow {
  /** A box, or one of its rows: `cluster`, `cluster.path`. */
  from: string;
  to: string;
  /** Two or three words. */
  label?: string;
  /** `thick`: this is what travels. `dashed`: only a statement or a sign-in does. */
  look?: 'thick' | 'dashed';
  /** Tells two sets of arrows apart. */
  tone?: 'accent' | 'away';
}

/** One drawing. Columns stand side by side on a wide screen, and under each other on a narrow one. */
export interface PictureLane {
  label?: string;
  /** A sentence or two. */
  note?: string;
  /** From left to right; the boxes of a column by id, from top to bottom. */
  columns: readonly Readonly<Record<string, PictureBox>>[];
  arrows: readonly PictureArrow[];
}

/** Boxes and arrows: how something is put together, or which way something moves. */
export interface DrawnPicture {
  kind: 'drawing';
  title: string;
  /** What to see in it, in a sentence or two. */
  caption?: string;
  /** Several to compare, with the same columns in each. */
  lanes: readonly PictureLane[];
}

export interface PictureCell {
  /** What happens. */
  outcome: 'works' | 'fails';
  /** Why, in a few words. */
  why: string;
  /** Id of the check that shows whether the attendee has seen it happen. */
  check?: string;
  /** How many columns it fills; 1 unless said otherwise. */
  columns?: number;
}

/** What works and what doesn't, and which of it the attendee has seen. */
export interface MatrixPicture {
  kind: 'matrix';
  title: string;
  caption?: string;
  /** What the rows are, then the columns. */
  head: readonly { label: string; note?: string }[];
  rows: readonly { label: string; note?: string; cells: readonly PictureCell[] }[];
}

/** A picture as data: the lab says what is in it, the engine draws it. */
export type Picture = DrawnPicture | MatrixPicture;

/** All texts of a picture. */
export function textsIn(picture: Picture): string[] {
  const said = (...texts: readonly (string | undefined)[]) => texts.filter((t) => t !== undefined);
  const head = said(picture.title, picture.caption);
  if (picture.kind === 'matrix')
    return [
      ...head,
      ...picture.head.flatMap((h) => said(h.label, h.note)),
      ...picture.rows.flatMap((r) => [...said(r.label, r.note), ...r.cells.map((c) => c.why)]),
    ];
  return head.concat(
    picture.lanes.flatMap((lane) => [
      ...said(lane.label, lane.note),
      ...lane.columns.flatMap((column) =>
        Object.values(column).flatMap((box) => [
          ...said(box.label, box.note),
          ...Object.values(box.rows ?? {}).flatMap((row) => said(row.label, row.value)),
        ]),
      ),
      ...lane.arrows.flatMap((arrow) => said(arrow.label)),
    ]),
  );
}

/** What an arrow may begin and end at. */
const endsIn = ({ columns }: PictureLane): ReadonlySet<string> =>
  new Set(
    columns.flatMap((column) =>
      Object.entries(column).flatMap(([id, { rows = {} }]) => [id, ...Object.keys(rows).map((r) => `${id}.${r}`)]),
    ),
  );

/** What a lab's pictures name but the lab doesn't have, one sentence each. */
export function pictureProblems(lab: Lab): { picture: string; what: string }[] {
  const names = knownNames(lab);
  const steps = allSteps(lab);
  const slugs = new Set(steps.map((s) => s.slug));
  const checks = new Set(steps.flatMap((s) => s.checks.map((c) => c.id)));
  return Object.entries(lab.pictures ?? {}).flatMap(([name, picture]) =>
    [
      ...textsIn(picture).flatMap((text) => [
        ...[...text.matchAll(/\{\{(\w{1,100})\}\}/g)]
          .filter(([, value = '']) => !names.includes(value))
          .map(([, value]) => `there is no value or setting named "${value}"`),
        ...[...text.matchAll(/:step\[([\w-]{1,100})\]/g)]
          .filter(([, slug = '']) => !slugs.has(slug))
          .map(([, slug]) => `there is no step "${slug}"`),
      ]),
      ...(picture.kind === 'matrix'
        ? picture.rows.flatMap((r) =>
            r.cells.flatMap(({ check }) => (check && !checks.has(check) ? [`no step has a check "${check}"`] : [])),
          )
        : picture.lanes.flatMap((lane) => {
            const ends = endsIn(lane);
            return lane.arrows.flatMap(({ from, to }) =>
              [from, to].filter((end) => !ends.has(end)).map((end) => `there is no box "${end}" for an arrow`),
            );
          })),
    ].map((what) => ({ picture: name, what })),
  );
}
