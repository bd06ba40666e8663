import { settingGroups } from '@/components/board/setting-groups';
import { WorkshopForm } from '@/components/board/workshop-form';
import { LabSteps } from '@/components/lab/lab-home';
import { LabMap } from '@/components/map/lab-map';
import { mapView } from '@/components/map/map-view';
import { TrackChoice } from '@/components/step/track-choice';
import { Page } from '@/components/ui/page';
import { aimsOf, type Lab } from '@/lib/lab/lab';
import type { Chosen } from './links';
import { workshop } from './sample';

const nobody = async (): Promise<never> => {
  throw new Error('Nothing is sent from a preview.');
};

/** The lab's home, as an attendee sees it. */
export function HomePage({ lab, chosen }: { lab: Lab; chosen: Chosen }) {
  const map = mapView(lab, chosen.track);
  const { summary, goals } = aimsOf(lab, chosen.track);
  return (
    <Page>
      <h1>{lab.title}</h1>
      <p>{summary}</p>
      {map ? <LabMap view={map} /> : null}
      <ul className="my-4 list-disc pl-6">
        {goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
      </ul>
      <LabSteps lastStep={null} />
      <TrackChoice workshop={workshop.slug} tracks={lab.tracks} current={chosen.track} action={nobody} />
    </Page>
  );
}

/** The form that a facilitator fills in to run this lab. */
export function SettingsPage({ lab }: { lab: Lab }) {
  return (
    <Page>
      <h1>Create a workshop</h1>
      <WorkshopForm
        action={nobody}
        lab={lab.id}
        lastDay=""
        retentionDays={30}
        groups={settingGroups(lab, { read: (_, { preset }) => preset })}
      />
    </Page>
  );
}
