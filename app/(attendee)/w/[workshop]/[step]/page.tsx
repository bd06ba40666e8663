import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { after } from 'next/server';
import { requireInLab, stateNow } from '@/app/(attendee)/in-lab';
import { checkStatuses } from '@/components/map/map-status';
import { SmallMap } from '@/components/map/small-map';
import { smallView } from '@/components/map/small-view';
import { picturesOf } from '@/components/picture/pictures-of';
import { StepFrame } from '@/components/step/frame';
import { HintsProvider } from '@/components/step/hints';
import { Panel } from '@/components/step/panel';
import { SolveOffer } from '@/components/step/solve-offer';
import { StepText } from '@/components/step/step-text';
import { stepView } from '@/components/step/step-view';
import { SupportPlace } from '@/components/support/support-links';
import { Kicker } from '@/components/ui/page';
import { textOf } from '@/labs';
import { canWatch, isStoodInFor } from '@/lib/attendee/access';
import { openedHints } from '@/lib/help/hints';
import { findStep } from '@/lib/lab/lab';
import { hintsIn } from '@/lib/lab/text';
import { change } from '@/lib/progress/change';
import { isOpen } from '@/lib/workshop-end';
import { workshopNow } from '@/lib/workshop-secrets';
import { noteHint, noteStep, pressPanel } from './actions';
import { answerSolve } from './solve-actions';

type Params = Promise<{ workshop: string; step: string }>;

async function find(params: Params) {
  const { workshop, step: slug } = await params;
  const attendee = await requireInLab(workshop);
  const found = findStep(attendee.lab, attendee.track, slug);
  if (!found) notFound();
  return { attendee, ...found };
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { step } = await find(params);
  return { title: `${step.number} ${step.title}` };
}

export default async function StepPage({ params }: { params: Params }) {
  const { attendee, step, section } = await find(params);
  const { lab, track, workshop, enrolment } = attendee;
  const base = `/w/${workshop.slug}`;
  after(() => change({ enrolmentId: enrolment.id, workshopId: workshop.id }, { opened: step.slug }));
  const kept = step.secrets.length > 0 ? (await workshopNow(lab, workshop.id)).kept() : [];
  const text = textOf(lab, step);
  const view = stepView(lab, step, {
    workshop: workshop.slug,
    text,
    hasStandIn: (secret) => isStoodInFor(lab, secret, kept),
    isOver: !isOpen(workshop),
    isWatchable: canWatch(lab, step, kept),
  });
  const map = smallView(lab, track, step);
  const hints = hintsIn(text);
  const [{ values, steps }, opened] = await Promise.all([stateNow(attendee), hints > 0 ? openedHints(enrolment.id, step.slug) : []]);
  const path = encodeURIComponent(`${base}/${step.slug}`);
  return (
    <HintsProvider key={step.slug} hints={hints} opened={opened} note={noteHint.bind(null, workshop.slug, step.slug)}>
      <StepFrame
        slug={step.slug}
        home={base}
        map={map ? <SmallMap view={map} /> : null}
        panel={
          <SupportPlace of={{ workshop: workshop.slug, step: step.slug }}>
            <Panel
              key={step.slug}
              step={view}
              press={pressPanel}
              note={noteStep}
              signInHref={`/sign-in?to=${path}`}
              consentHref={`/sign-in?to=${path}&consent=1`}
            />
          </SupportPlace>
        }
      >
        <Kicker>
          {[`Section ${section.number}`, step.number === section.number ? '' : `step ${step.number}`, step.meanwhile]
            .filter(Boolean)
            .join(' · ')}
        </Kicker>
        <h1>{step.title}</h1>
        <SolveOffer workshop={workshop.slug} slug={step.slug} secrets={view.secrets} answer={answerSolve} />
        <StepText tree={text} picture={picturesOf(lab, track, values, checkStatuses(steps))} />
      </StepFrame>
    </HintsProvider>
  );
}
