import type { BoardStep } from '@/lib/pace/group';

export interface Bar {
  /** What a form sends for it. */
  name: 'step' | 'group';
  value: string;
  /** Under the bar. */
  label: string;
  /** In full, as in `on 2.1 Plant a rose`. */
  words: string;
  count: number;
  isChosen?: boolean;
}

/** From those who haven't started, through the steps, to those who are done. */
export const barsOf = (
  steps: readonly BoardStep[],
  onStep: Readonly<Record<string, number>>,
  ends: { notStarted: number; done: number },
  chosen: { step: string | null; group: string | null } = { step: null, group: null },
): Bar[] => [
  {
    name: 'group',
    value: 'not-started',
    label: 'start',
    words: 'not started',
    count: ends.notStarted,
    isChosen: chosen.group === 'not-started',
  },
  ...steps.map(
    (s): Bar => ({
      name: 'step',
      value: s.slug,
      label: s.number,
      words: `on ${s.number} ${s.title}`,
      count: onStep[s.slug] ?? 0,
      isChosen: chosen.step === s.slug,
    }),
  ),
  { name: 'group', value: 'done', label: 'done', words: 'all done', count: ends.done, isChosen: chosen.group === 'done' },
];

/** How many people are where: one bar each, as high as there are people. Each bar is a filter. */
export function StepBars({ bars, choose }: { bars: readonly Bar[]; choose: (bar: Bar) => void }) {
  const most = Math.max(1, ...bars.map((b) => b.count));
  return (
    <fieldset className="min-w-0 grow basis-120 max-wide:basis-full">
      <legend className="sr-only">People per step</legend>
      <div className="flex items-end gap-px overflow-x-auto p-1">
        {bars.map((bar) => (
          <button
            key={`${bar.name} ${bar.value}`}
            type="submit"
            name={bar.name}
            value={bar.isChosen ? '' : bar.value}
            className="grid min-w-7 flex-1 justify-items-center data-end:min-w-10 rounded-md px-px pt-1 text-center whitespace-nowrap text-xs/4 text-ink-2 hover:bg-sunken aria-pressed:bg-accent-soft"
            aria-pressed={bar.isChosen}
            data-end={bar.name === 'group' ? '' : undefined}
            aria-label={`${bar.count} ${bar.words}`}
            title={`${bar.count} ${bar.words}`}
            onClick={(event) => {
              event.preventDefault();
              choose(bar);
            }}
          >
            <span className={bar.count > 0 ? 'font-semibold text-ink' : 'text-ink-3'}>{bar.count > 0 ? bar.count : '·'}</span>
            <BarDrawing share={bar.count / most} isEnd={bar.name === 'group'} />
            {bar.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

const height = 40;
/** Drawn, as a style would be refused by the page's security policy. */
const BarDrawing = ({ share, isEnd }: { share: number; isEnd: boolean }) => (
  <svg viewBox={`0 0 10 ${height}`} preserveAspectRatio="none" className="h-10 w-full" aria-hidden="true">
    <rect x="1.5" width="7" y={height - 1} height="1" className="fill-line-strong" />
    <rect x="1.5" width="7" y={height * (1 - share)} height={height * share} className={isEnd ? 'fill-line-strong' : 'fill-accent'} />
  </svg>
);
