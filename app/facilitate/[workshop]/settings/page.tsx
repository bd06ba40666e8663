import type { Metadata } from 'next';
import { changeWorkshop } from '@/app/facilitate/actions';
import { settingViews } from '@/app/facilitate/setting-views';
import { WorkshopForm } from '@/components/board/workshop-form';
import { Page } from '@/components/ui/page';
import { findLab } from '@/labs';
import { settingsOf } from '@/labs/settings';
import { practiceSettings } from '@/lib/practice';
import { requireFacilitator } from '@/lib/session';
import { secretNames } from '@/lib/workshop-secrets';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const current: Record<string, string> = { ...settingsOf(lab, workshop.settings) };
  const kept = await secretNames(workshop.id);
  // a setting that the lab has got since the workshop was made starts as it would in a new one
  const presets = workshop.isPractice ? await practiceSettings() : {};
  return (
    <Page>
      <h1>Settings of {workshop.title}</h1>
      <p className="mb-3">
        They hold from the next look on; what was verified stays verified. <a href={`/facilitate/${workshop.slug}`}>Back to the board</a>
      </p>
      <WorkshopForm
        action={changeWorkshop.bind(null, workshop.slug)}
        lab={lab.id}
        title={workshop.title}
        settings={settingViews(lab, (s) => current[s.name] ?? (s.isSecret ? '' : (presets[s.name] ?? s.preset))).map((view) =>
          kept.includes(view.name) ? { ...view, hint: 'One is kept. Left empty it stays, unless you change the URL it is for.' } : view,
        )}
      />
    </Page>
  );
}
