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

/** On a wide page a row's words stand before its bar; on a phone over it, or they would be too small to read. `over`: how far a mark reaches up. */
const layouts = {
  wide: {
    width: 720,
    head: 30,
    row: 24,
    bar: { x: 250, y: 4, width: 390, height: 15 },
    legend: 122,
    perLine: 5,
    over: 3,
    type: 'text-[12.5px]',
  },
  tall: {
    width: 358,
    head: 54,
    row: 42,
    bar: { x: 0, y: 20, width: 358, height: 13 },
    legend: 122,
    perLine: 3,
    over: 0,
    type: 'text-[13px]',
  },
};
type Layout = (typeof layouts)[keyof typeof layouts];

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Bars of parts, a row for each step. */
export const StepPlot = (props: Props) => (
  <>
    <Plot {...props} layout={layouts.wide} className="max-wide:hidden print:block" />
    <Plot {...props} layout={layouts.tall} className="max-w-120 wide:hidden print:hidden" />
  </>
);

function Plot({ title, words, parts, rows, layout, className }: Props & { layout: Layout; className: string }) {
  const id = useId();
  const { width, head, row, bar, legend, perLine, over, type } = layout;
  const longest = Math.max(1, ...rows.map((r) => Math.max(sum(r.values), r.mark ?? 0)));
  const scale = bar.width / longest;
  return (
    <svg
      className={`my-3 h-auto w-full break-inside-avoid ${className}`}
      viewBox={`0 0 ${width} ${head + rows.length * row}`}
      role="img"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{words}</desc>
      {parts.map(({ label, fill }, i) => (
        <g key={label}>
          <rect x={(i % perLine) * legend} y={4 + Math.floor(i / perLine) * 20} width="11" height="11" rx="2" className={fill} />
          <text x={(i % perLine) * legend + 16} y={14 + Math.floor(i / perLine) * 20} className={`fill-ink-2 ${type}`}>
            {label}
          </text>
        </g>
      ))}
      {rows.map((r, i) => {
        const y = head + i * row;
        return (
          <g key={r.label}>
            <text x={0} y={y + 15} className={`fill-ink-2 ${type}`}>
              {r.label}
            </text>
            <text x={34} y={y + 15} className={`fill-ink ${type}`}>
              {cut(r.title, 32)}
            </text>
            {parts.map((part, n) => (
              <rect
                key={part.label}
                x={bar.x + sum(r.values.slice(0, n)) * scale}
                y={y + bar.y}
                width={(r.values[n] ?? 0) * scale}
                height={bar.height}
                className={part.fill}
              />
            ))}
            {r.mark === undefined ? null : (
              <rect x={bar.x + r.mark * scale - 2} y={y + bar.y - over} width="2" height={bar.height + over + 3} className="fill-ink" />
            )}
            <text x={width} y={y + 15} textAnchor="end" className={`fill-ink-2 ${type}`}>
              {r.words}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
