import type { ReactNode } from 'react';
import { attendeeState, digestOfAll } from '@/app/(attendee)/w/attendee-state';
import { signOut } from '@/app/sign-in/actions';
import { TopBar } from '@/components/shell/top-bar';
import { AttendeeProvider } from '@/components/step/state';
import { VerifiedCount } from '@/components/step/verified-count';
import { findLab } from '@/labs';
import { stepsOf } from '@/labs/lab';
import { requireAttendee } from '@/lib/session';

export default async function WorkshopLayout({ children, params }: { children: ReactNode; params: Promise<{ workshop: string }> }) {
  const { workshop: slug } = await params;
  const attendee = await requireAttendee(slug);
  const { workshop, person, enrolment } = attendee;
  const steps = stepsOf(findLab(workshop.lab), enrolment.track);
  const state = await attendeeState(attendee);
  return (
    <AttendeeProvider slug={slug} initial={state} have={digestOfAll(state.standings)} serverNow={Date.now()}>
      <TopBar where={workshop.title} isPractice={workshop.isPractice} person={person} signOut={signOut}>
        <VerifiedCount slugs={steps.map((s) => s.slug)} />
      </TopBar>
      {children}
    </AttendeeProvider>
  );
}
