import { useId } from 'react';

/** A bar's part: how many of a step's people, and how it is filled. */
export interface PlotPart {
  label: string;
  /** A class of Tailwind's: the page's policy allows no styles on elements. */
  fill: string;
}
export interface PlotRow {
  label: string;
  title: string;
  /** As long as `parts`. */
  values: readonly number[];
  /** What the bar comes to, as words. */
  words: string;
  /** Where a mark stands, on the same scale. */
  mark?: number;
}

interface Props {
  title: string;
  /** What it shows, in a sentence; the numbers are in the table with it. */
  words: string;
  parts: readonly PlotPart[];
  rows: readonly PlotRow[];
}

const row = 24;
const head = 30;
const bar = { x: 290, width: 330 };
const width = 720;

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Bars of parts, a row for each step. */
export function StepPlot({ title, words, parts, rows }: Props) {
  const id = useId();
  const longest = Math.max(1, ...rows.map((r) => Math.max(sum(r.values), r.mark ?? 0)));
  const scale = bar.width / longest;
  return (
    <svg
      className="my-3 h-auto w-full max-w-180 break-inside-avoid"
      viewBox={`0 0 ${width} ${head + rows.length * row}`}
      role="img"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{words}</desc>
      {parts.map(({ label, fill }, i) => (
        <g key={label}>
          <rect x={i * 122} y={4} width="11" height="11" rx="2" className={fill} />
          <text x={i * 122 + 16} y={14} className="fill-ink-2 text-[12px]">
            {label}
          </text>
        </g>
      ))}
      {rows.map((r, i) => (
        <g key={r.label}>
          <text x={0} y={head + i * row + 15} className="fill-ink-2 text-[12.5px]">
            {r.label}
          </text>
          <text x={34} y={head + i * row + 15} className="fill-ink text-[12.5px]">
            {cut(r.title, 38)}
          </text>
          {parts.map((part, n) => (
            <rect
              key={part.label}
              x={bar.x + sum(r.values.slice(0, n)) * scale}
              y={head + i * row + 4}
              width={(r.values[n] ?? 0) * scale}
              height={row - 9}
              className={part.fill}
            />
          ))}
          {r.mark === undefined ? null : (
            <rect x={bar.x + r.mark * scale - 1} y={head + i * row + 1} width="2" height={row - 3} className="fill-ink" />
          )}
          <text x={width} y={head + i * row + 15} textAnchor="end" className="fill-ink-2 text-[12.5px]">
            {r.words}
          </text>
        </g>
      ))}
    </svg>
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
