import type { ReactNode } from 'react';
import { Clock } from '@/components/ui/clock';
import { breakAt, type Plan } from '@/lib/pace/plan';
import type { PaceSummary } from '@/lib/pace/room';
import { endWords, lagWords, paceWords } from './pace-words';

interface Props {
  pace: PaceSummary;
  plan: Plan;
  now: number;
  /** Where the plan is made. */
  scheduleHref: string;
}

/** How fast the room is, and whether it will be through in time. What nobody planned is not compared with anything. */
export function PaceFacts({ pace, plan, now, scheduleHref }: Props) {
  const isPlanned = plan.startsAt !== null;
  return (
    <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 gap-y-0.5 text-sm [&_dt]:text-ink-3">
      <dt>Now</dt>
      <dd>
        <Phase plan={plan} now={now} scheduleHref={scheduleHref} />
      </dd>
      <dt>Median</dt>
      <dd>
        {pace.medianStep === null ? 'nobody has started' : pace.medianStep === 'done' ? 'all steps done' : `step ${pace.medianStep}`}
        {pace.medianLag === null ? '' : `, ${lagWords(pace.medianLag)}`}
      </dd>
      <dt>Pace</dt>
      <dd>{paceWords(pace.pace, isPlanned && plan.endsAt !== null)}</dd>
      <dt>Projected end</dt>
      <dd>
        <ProjectedEnd pace={pace} plan={plan} now={now} />
      </dd>
    </dl>
  );
}

export function ProjectedEnd({ pace, plan, now }: Pick<Props, 'pace' | 'plan' | 'now'>): ReactNode {
  if (pace.endsAt === null) return 'too early to say';
  return (
    <span title="When 90% of those who’ve started should finish, at their current pace">
      <b>
        <Clock at={pace.endsAt} today={now} hasZone />
      </b>
      {plan.endsAt === null ? '' : `, ${endWords(pace.endsAt, plan.endsAt)}`}
    </span>
  );
}

/** Where the room is in its plan. */
export function Phase({ plan, now, scheduleHref }: Pick<Props, 'plan' | 'now'> & { scheduleHref: string | null }): ReactNode {
  if (plan.startsAt === null)
    return scheduleHref ? (
      <>
        no plan to compare with. <a href={scheduleHref}>Set start, end and breaks</a>
      </>
    ) : (
      'no plan'
    );
  if (now < plan.startsAt)
    return (
      <>
        starts at <Clock at={plan.startsAt} today={now} hasZone />
      </>
    );
  const pause = breakAt(plan, now);
  if (pause)
    return (
      <>
        break until <Clock at={pause.to} today={now} hasZone />
      </>
    );
  if (plan.endsAt === null) return 'running, no planned end';
  const next = plan.breaks.find((b) => b.from > now);
  return (
    <>
      {now > plan.endsAt ? 'over time: planned until ' : 'running until '}
      <Clock at={plan.endsAt} today={now} hasZone />
      {next ? (
        <>
          , next break at <Clock at={next.from} today={now} />
        </>
      ) : null}
    </>
  );
}
