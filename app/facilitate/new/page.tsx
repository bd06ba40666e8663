import type { Metadata } from 'next';
import { createWorkshop } from '@/app/facilitate/actions';
import { settingViews } from '@/app/facilitate/setting-views';
import { WorkshopForm } from '@/components/board/workshop-form';
import { Page } from '@/components/ui/page';
import { allLabs } from '@/labs';
import { env } from '@/lib/env';
import { practiceSettings } from '@/lib/practice';
import { requireFacilitator } from '@/lib/session';

export const metadata: Metadata = { title: 'Create a workshop' };

export default async function NewWorkshopPage() {
  await requireFacilitator();
  const [lab] = allLabs();
  if (!lab) throw new Error('There is no lab to run.');
  const presets: Record<string, string> = { tenantId: env().ENTRA_TENANT_ID, ...(await practiceSettings()) };
  return (
    <Page>
      <h1>Create a workshop</h1>
      <p className="mb-3">
        One run of <b>{lab.title}</b>, with its own settings, people and board.{' '}
        {Object.keys(presets).length > 1 ? 'The settings are those of the practice cloud.' : ''}
      </p>
      <WorkshopForm action={createWorkshop} lab={lab.id} settings={settingViews(lab, (s) => presets[s.name] ?? s.preset)} />
    </Page>
  );
}
