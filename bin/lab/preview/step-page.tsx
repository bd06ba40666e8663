import { checkStatuses } from '@/components/map/map-status';
import { SmallMap } from '@/components/map/small-map';
import { smallView } from '@/components/map/small-view';
import { picturesOf } from '@/components/picture/pictures-of';
import { StepFrame } from '@/components/step/frame';
import { Panel } from '@/components/step/panel';
import { StepText } from '@/components/step/step-text';
import { stepView } from '@/components/step/step-view';
import { Kicker } from '@/components/ui/page';
import type { StepState } from '@/lib/attendee/state';
import { findStep, type Lab, type Step, stepsOf } from '@/lib/lab/lab';
import type { Outcome } from '@/lib/lab/outcome';
import type { Hast } from '@/lib/lab/text';
import { stepStatus } from '@/lib/progress/standing';
import { type Chosen, homePath, hrefOf } from './links';
import { outcomesOf, type Show, standingOf, type Told } from './outcomes';
import { workshop } from './sample';

interface Row {
  id: string;
  title: string;
  outcome: Outcome | null;
}

/** A row for each sentence that a check may say, so that all of them are seen. */
export const rowsOf = (told: Told, show: Show): Row[] =>
  told.step.checks.flatMap((check) => {
    const outcomes = show === 'open' ? [null] : outcomesOf(told, check, show);
    return outcomes.map((outcome, i) => ({ id: i === 0 ? check.id : `${check.id} ${i + 1}`, title: check.title, outcome }));
  });

/** How the steps of a track stand: those before the one shown are verified, those after it are open. All are open without one. */
export function statesOf(lab: Lab, shown: Step | null, { track, show }: Chosen, rows: readonly Row[]): Record<string, StepState> {
  const steps = stepsOf(lab, track);
  const here = shown ? steps.indexOf(shown) : -1;
  const state = (isPassed: boolean, at: readonly Row[] = []): StepState => {
    const standings = at.flatMap(({ id, outcome }) => (outcome ? [standingOf(id, outcome)] : []));
    const ids = at.map(({ id }) => id);
    const status = stepStatus(ids, standings, isPassed ? 'verified' : null);
    return { status, passedAt: isPassed ? new Date().toISOString() : null, reason: null, standings, revision: '1' };
  };
  const isPassed = show === 'pass' || show === 'advice';
  return Object.fromEntries(steps.map(({ slug }, i) => [slug, i === here ? state(isPassed, rows) : state(i < here)]));
}

const nobody = async (): Promise<never> => {
  throw new Error('Nothing is sent from a preview.');
};

interface Props {
  lab: Lab;
  step: Step;
  chosen: Chosen;
  rows: readonly Row[];
  tree: Hast;
  /** As texts and pictures show them. */
  values: Record<string, string>;
  states: Record<string, StepState>;
}

/** A step's page, laid out as the portal lays it out. */
export function StepPage({ lab, step, chosen, rows, tree, values, states }: Props) {
  const found = findStep(lab, chosen.track, step.slug);
  const section = found?.section;
  const view = {
    ...stepView(lab, step, { workshop: workshop.slug, hasStandIn: () => false, text: tree }),
    checks: rows.map(({ id, title }) => ({ id, title })),
  };
  const map = smallView(lab, chosen.track, step);
  const where = [`Section ${section?.number}`, step.number === section?.number ? '' : `step ${step.number}`, step.meanwhile];
  return (
    <StepFrame
      slug={step.slug}
      home={hrefOf(homePath, chosen)}
      map={map ? <SmallMap view={map} /> : null}
      panel={<Panel step={view} press={nobody} note={nobody} signInHref="#" consentHref="#" />}
    >
      <Kicker>{where.filter(Boolean).join(' · ')}</Kicker>
      <h1>{step.title}</h1>
      <StepText tree={tree} picture={picturesOf(lab, chosen.track, values, checkStatuses(states))} />
    </StepFrame>
  );
}
