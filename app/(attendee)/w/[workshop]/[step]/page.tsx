import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { railSections } from '@/app/(attendee)/w/rail-sections';
import { Panel } from '@/components/step/panel';
import { Rail } from '@/components/step/rail';
import { StepText } from '@/components/step/step-text';
import type { StepView } from '@/components/step/view';
import { Kicker } from '@/components/ui/page';
import { SlowLink } from '@/components/ui/slow-link';
import { findLab, findStep, textOf } from '@/labs';
import type { Step } from '@/labs/lab';
import { openStep } from '@/lib/progress/enrolment';
import { requireAttendee } from '@/lib/session';
import { secretNames } from '@/lib/workshop-secrets';
import { actOnStep, noteStep } from './actions';

type Params = Promise<{ workshop: string; step: string }>;

async function find(params: Params) {
  const { workshop, step: slug } = await params;
  const attendee = await requireAttendee(workshop);
  const lab = findLab(attendee.workshop.lab);
  const found = findStep(lab, attendee.enrolment.track, slug);
  if (!found) notFound();
  return { attendee, lab, ...found };
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { step } = await find(params);
  return { title: `${step.number} ${step.title}` };
}

export default async function StepPage({ params }: { params: Params }) {
  const { attendee, lab, step, section, previous, next } = await find(params);
  const base = `/w/${attendee.workshop.slug}`;
  await openStep({ enrolmentId: attendee.enrolment.id, workshopId: attendee.workshop.id }, step.slug);
  const hrefTo = (s: Step) => `${base}/${s.slug}`;
  const hasAdminKey = !!step.secrets && (await secretNames(attendee.workshop.id)).includes('dssAdminKey');
  const view: StepView = {
    workshop: attendee.workshop.slug,
    slug: step.slug,
    checks: step.checks.map(({ id, title }) => ({ id, title })),
    fields: step.collects.map((v) => ({ name: v.name, label: v.label, placeholder: v.placeholder ?? '', isPick: v.isPick ?? false })),
    fillLabel: step.fill?.label ?? null,
    secrets: (step.secrets ?? []).map(({ name, label, hint, probe }) => ({
      name,
      label,
      hint,
      probeLabel: probe?.label ?? null,
      isFolded: name === 'dssKey' && hasAdminKey,
    })),
    next: next && { href: hrefTo(next), label: `${next.number} ${next.title}` },
  };
  const sections = railSections(attendee);
  const here = encodeURIComponent(hrefTo(step));
  return (
    <>
      <details className="border-b bg-raised px-4 py-2 wide:hidden print:hidden">
        <summary>All steps</summary>
        <Rail sections={sections} />
      </details>
      <div className="mx-auto max-w-360 wide:grid wide:min-h-[calc(100dvh-3.5rem)] wide:grid-cols-[16.5rem_minmax(0,1fr)_24.5rem] print:block">
        <div className="border-r px-3 py-4 max-wide:hidden print:hidden">
          <Rail sections={sections} />
        </div>
        <main className="prose px-4 pt-6 pb-8 wide:px-12 wide:pt-10 wide:pb-24">
          <Kicker>
            {[`Section ${section.number}`, step.number === section.number ? '' : `step ${step.number}`, step.meanwhile]
              .filter(Boolean)
              .join(' · ')}
          </Kicker>
          <h1>{step.title}</h1>
          <StepText tree={textOf(lab, step)} />
          <nav className="mt-10 flex flex-wrap justify-between gap-4 border-t pt-4 print:hidden" aria-label="Neighbouring steps">
            {previous ? (
              <SlowLink href={hrefTo(previous)}>
                ← {previous.number} {previous.title}
              </SlowLink>
            ) : (
              <SlowLink href={base}>← The lab</SlowLink>
            )}
            {next ? (
              <SlowLink className="ml-auto" href={hrefTo(next)}>
                {next.number} {next.title} →
              </SlowLink>
            ) : null}
          </nav>
        </main>
        <Panel
          key={step.slug}
          step={view}
          act={actOnStep}
          note={noteStep}
          signInHref={`/sign-in?to=${here}`}
          consentHref={`/sign-in?to=${here}&consent=1`}
        />
      </div>
    </>
  );
}
