'use client';
import { type ReactNode, useMemo } from 'react';
import { Clock } from '@/components/ui/clock';
import { LiveMark } from '@/components/ui/live-mark';
import { LivePage } from '@/components/ui/live-page';
import { useNow } from '@/components/ui/now';
import type { BoardStep } from '@/lib/pace/group';
import type { Plan } from '@/lib/pace/plan';
import { type PaceSummary, roomPace } from '@/lib/pace/room';
import { Phase, ProjectedEnd } from './pace-strip';
import { doneWords, paceWords } from './pace-words';
import { type Bar, barsOf } from './step-bars';
import { useRows } from './use-rows';
import { settledNow } from './view';

interface Props {
  slug: string;
  title: string;
  isOpen: boolean;
  code: string;
  /** Where people sign in, as in `guide.example.org`. */
  site: string;
  steps: readonly BoardStep[];
  plan: Plan;
  /** Of the room, as the server counted it. No row of anybody is in the page. */
  summary: PaceSummary;
  serverNow: number;
}

/** The board for everybody to see: how many are where, how fast, until when. Nobody's name is in it. */
export function Projector({ serverNow, ...props }: Props) {
  return (
    <LivePage serverNow={serverNow}>
      <Live {...props} />
    </LivePage>
  );
}

function Live({ slug, title, isOpen, code, site, steps, summary, ...props }: Omit<Props, 'serverNow'>) {
  const { rows, isWhole, plan, state } = useRows(slug, { rows: [], isWhole: false, plan: props.plan }, true);
  const now = settledNow(useNow());
  const pace = useMemo(() => (isWhole ? roomPace(rows, steps, plan, now).summary : summary), [rows, isWhole, steps, plan, now, summary]);
  const bars = barsOf(steps, pace.onStep, { notStarted: pace.total - pace.begun, done: pace.done });
  return (
    <main className="flex min-h-dvh flex-col gap-[1.5vh] px-[3vw] py-[2vh]">
      <p role="status" className="contents">
        <LiveMark state={state} />
      </p>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <h1 className="m-0 text-[clamp(1.5rem,2.6vw,3rem)]">{title}</h1>
        {isOpen ? (
          <p className="text-[clamp(1rem,1.6vw,2rem)] text-ink-2">
            {site}, code{' '}
            <mark className="text-[clamp(1.5rem,3vw,3.5rem)]">
              <code>{code}</code>
            </mark>
          </p>
        ) : null}
      </div>
      <ol className="grid grow auto-rows-fr gap-y-px" aria-label="People per step">
        {bars.map((bar) => (
          <Line key={`${bar.name} ${bar.value}`} bar={bar} most={Math.max(1, ...bars.map((b) => b.count))} steps={steps} />
        ))}
      </ol>
      <dl className="flex flex-wrap gap-x-[4vw] gap-y-3 border-t pt-[2vh] text-[clamp(1rem,1.5vw,1.75rem)] [&_dt]:text-[0.7em] [&_dt]:text-ink-3">
        <Fact of="Now">
          <Clock at={now} hasZone />, <Phase plan={plan} now={now} scheduleHref={null} />
        </Fact>
        <Fact of="Room">{doneWords(pace)}</Fact>
        <Fact of="Pace">{paceWords(pace.pace, plan.startsAt !== null && plan.endsAt !== null)}</Fact>
        <Fact of="Projected end">
          <ProjectedEnd pace={pace} plan={plan} now={now} />
        </Fact>
      </dl>
      <a href={`/facilitate/${slug}`} className="self-start text-sm print:hidden">
        Back to the board
      </a>
    </main>
  );
}

const Fact = ({ of, children }: { of: string; children: ReactNode }) => (
  <div>
    <dt>{of}</dt>
    <dd>{children}</dd>
  </div>
);

function Line({ bar, most, steps }: { bar: Bar; most: number; steps: readonly BoardStep[] }) {
  const title =
    steps.find((s) => bar.name === 'step' && s.slug === bar.value)?.title ?? (bar.value === 'done' ? 'All done' : 'Not started');
  return (
    // on a phone, the bar is under its title
    <li className="grid min-h-6 grid-cols-[3ch_minmax(6rem,22vw)_minmax(0,1fr)_3ch] items-center gap-x-[1.5ch] text-[clamp(0.875rem,min(1.25vw,2.2vh),1.75rem)]/none max-[40rem]:grid-cols-[3ch_minmax(0,1fr)_3ch] max-[40rem]:gap-y-0.5 max-[40rem]:pb-2 max-[40rem]:leading-snug">
      <span className="text-right text-ink-3">{bar.name === 'step' ? bar.label : ''}</span>
      <span className={bar.count > 0 ? 'truncate' : 'truncate text-ink-3'}>{title}</span>
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        className="h-[clamp(0.75rem,2.4vh,2.5rem)] w-full max-[40rem]:order-last max-[40rem]:col-span-2 max-[40rem]:col-start-2 max-[40rem]:h-1.5"
        aria-hidden="true"
      >
        <rect width="100" height="10" className="fill-sunken" />
        <rect
          width={(100 * bar.count) / most}
          height="10"
          className={bar.value === 'done' ? 'fill-pass' : bar.name === 'step' ? 'fill-accent' : 'fill-line-strong'}
        />
      </svg>
      <b className={bar.count > 0 ? 'text-[1.2em]' : 'font-normal text-ink-3'}>{bar.count}</b>
    </li>
  );
}
