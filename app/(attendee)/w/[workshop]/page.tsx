import type { Metadata } from 'next';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { LabSteps, TimeLeft } from '@/components/lab/lab-home';
import { LabMap } from '@/components/map/lab-map';
import { mapView } from '@/components/map/map-view';
import { TrackChoice } from '@/components/step/track-choice';
import { Kicker, Page } from '@/components/ui/page';
import { aimsOf } from '@/lib/lab/lab';
import { switchTrack } from './actions';

export const metadata: Metadata = { title: 'The lab' };

export default async function LabHome({ params }: { params: Promise<{ workshop: string }> }) {
  const attendee = await requireInLab((await params).workshop);
  const { lab, track } = attendee;
  const map = mapView(lab, track);
  const { summary, goals } = aimsOf(lab, track);
  return (
    <Page>
      <Kicker>{attendee.workshop.title}</Kicker>
      <h1>{lab.title}</h1>
      <p>{summary}</p>
      {map ? <LabMap view={map} /> : null}
      <ul className="my-4 list-disc pl-6">
        {goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
      </ul>
      <p className="mb-3 text-ink-2">
        Each step tells you what to do. Press <b>Verify step</b> and Guidepost checks your work. Open steps in any order; what is verified
        stays verified.
      </p>
      <TimeLeft endsAt={attendee.workshop.endsAt?.toISOString() ?? null} />
      <LabSteps lastStep={attendee.enrolment.step} />
      <p className="mt-6">
        <a href={`/w/${attendee.workshop.slug}/summary`}>What you built so far</a>, to print or to keep.
      </p>
      <TrackChoice workshop={attendee.workshop.slug} tracks={lab.tracks} current={track} action={switchTrack} />
    </Page>
  );
}
