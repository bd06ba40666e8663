import type { Metadata } from 'next';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { LabSteps } from '@/components/step/lab-home';
import { railOf } from '@/components/step/rail-sections';
import { TrackChoice } from '@/components/step/track-choice';
import { Kicker, Page } from '@/components/ui/page';
import { sectionsOf } from '@/lib/lab/lab';
import { switchTrack } from './actions';

export const metadata: Metadata = { title: 'The lab' };

export default async function LabHome({ params }: { params: Promise<{ workshop: string }> }) {
  const attendee = await requireInLab((await params).workshop);
  const { lab, track } = attendee;
  const sections = railOf(sectionsOf(lab, track), `/w/${attendee.workshop.slug}`);
  const minutes = sections.flatMap((s) => s.steps).reduce((sum, s) => sum + s.minutes, 0);
  return (
    <Page>
      <Kicker>{attendee.workshop.title}</Kicker>
      <h1>{lab.title}</h1>
      <p>{lab.summary}</p>
      <ul className="my-4 list-disc pl-6">
        {lab.goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
      </ul>
      <p className="mb-6 text-ink-2">
        That is a lot for one session: {minutes > 0 ? `about ${minutes} minutes of doing, and some waiting. ` : ''}Every step can be opened
        at any time, what is verified stays verified, and you can leave and come back to where you were.
      </p>
      <LabSteps sections={sections} lastStep={attendee.enrolment.step} />
      <p className="mt-6">
        <a href={`/w/${attendee.workshop.slug}/summary`}>What you built so far</a>, to print or to keep.
      </p>
      <TrackChoice workshop={attendee.workshop.slug} tracks={lab.tracks} current={track} action={switchTrack} />
    </Page>
  );
}
