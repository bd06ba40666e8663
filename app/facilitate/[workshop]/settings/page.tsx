import type { Metadata } from 'next';
import { changeWorkshop } from '@/app/facilitate/actions';
import { settingGroups } from '@/components/board/setting-groups';
import { WorkshopForm } from '@/components/board/workshop-form';
import { Page } from '@/components/ui/page';
import { findLab } from '@/labs';
import { settingsOf } from '@/lib/lab/settings';
import { practiceSettings } from '@/lib/practice';
import { requireFacilitator } from '@/lib/session';
import { secretNames } from '@/lib/workshop-secrets';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const current = settingsOf(lab, workshop.settings);
  // a setting that the lab has got since the workshop was made starts as it would in a new one
  const { settings: presets } = await practiceSettings(lab);
  const groups = settingGroups(lab, {
    read: (name, s) => current[name] ?? (workshop.isPractice ? presets[name] : undefined) ?? s.preset,
    kept: await secretNames(workshop.id),
  });
  return (
    <Page>
      <h1>Settings of {workshop.title}</h1>
      <p className="mb-3">
        They hold from the next look on; what was verified stays verified. <a href={`/facilitate/${workshop.slug}`}>Back to the board</a>
      </p>
      <WorkshopForm action={changeWorkshop.bind(null, workshop.slug)} lab={lab.id} title={workshop.title} groups={groups} />
    </Page>
  );
}
