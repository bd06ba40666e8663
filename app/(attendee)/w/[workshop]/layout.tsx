import type { ReactNode } from 'react';
import { requireInLab, stateNow } from '@/app/(attendee)/in-lab';
import { signOut } from '@/app/sign-in/actions';
import { Announcements } from '@/components/help/announcements';
import { TopBar } from '@/components/shell/top-bar';
import { railOf } from '@/components/step/rail-sections';
import { AttendeeProvider } from '@/components/step/state';
import { VerifiedCount } from '@/components/step/verified-count';
import { Banner } from '@/components/ui/banner';
import { isOpen, keptWords, overWords } from '@/lib/workshop-end';

export default async function WorkshopLayout({ children, params }: { children: ReactNode; params: Promise<{ workshop: string }> }) {
  const { workshop: slug } = await params;
  const attendee = await requireInLab(slug);
  const { workshop, person, lab } = attendee;
  const state = await stateNow(attendee);
  return (
    <AttendeeProvider slug={slug} sections={railOf(lab.sections, `/w/${slug}`)} initial={state} serverNow={Date.now()}>
      <TopBar where={workshop.title} isPractice={workshop.isPractice} person={person} signOut={signOut}>
        <VerifiedCount />
      </TopBar>
      <Announcements />
      {isOpen(workshop) ? null : (
        <Banner className="m-4">
          {overWords(workshop)} Your work isn’t checked anymore. You can still read everything. {keptWords(workshop)}
        </Banner>
      )}
      {children}
    </AttendeeProvider>
  );
}
