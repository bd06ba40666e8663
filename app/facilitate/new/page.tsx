import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { createWorkshop } from '@/app/facilitate/actions';
import { settingGroups } from '@/components/board/setting-groups';
import { WorkshopForm } from '@/components/board/workshop-form';
import { Page } from '@/components/ui/page';
import { rowLook, Sheet } from '@/components/ui/sheet';
import { allLabs } from '@/labs';
import { env } from '@/lib/env';
import { practiceSettings } from '@/lib/practice';
import { requireFacilitator } from '@/lib/session';
import { lastDay } from '@/lib/workshop-end';

/** A workshop is most likely over by then. */
const usualDays = 8;

export const metadata: Metadata = { title: 'Create a workshop' };

/** The form for a lab; if there are several, the choice of one first. */
export default async function NewWorkshopPage({ searchParams }: { searchParams: Promise<{ lab?: string }> }) {
  await requireFacilitator();
  const { lab: wanted } = await searchParams;
  const labs = allLabs();
  const lab = labs.length === 1 ? labs[0] : labs.find((l) => l.id === wanted);
  if (!lab && wanted) notFound();
  if (!lab) return <Choice />;
  const { settings, secrets } = await practiceSettings(lab);
  // a lab's `tenantId`, if it asks for one, is most likely the tenant in which people sign in here
  const presets: Record<string, string> = { tenantId: env().ENTRA_TENANT_ID, ...settings, ...secrets };
  return (
    <Page>
      <h1>Create a workshop</h1>
      <p className="mb-3">
        One run of <b>{lab.title}</b>, with its own settings, people and board.{' '}
        {Object.keys(settings).length > 0 ? 'The settings are those of the practice cloud.' : ''}
      </p>
      <WorkshopForm
        action={createWorkshop}
        lab={lab.id}
        lastDay={lastDay(new Date(Date.now() + usualDays * 86_400_000))}
        retentionDays={30}
        groups={settingGroups(lab, { read: (name, s) => presets[name] ?? s.preset })}
      />
    </Page>
  );
}

function Choice() {
  return (
    <Page>
      <h1>Create a workshop</h1>
      <p className="mb-4">Choose the lab.</p>
      <Sheet>
        {allLabs().map((lab) => (
          <li key={lab.id}>
            <Link className={rowLook} href={`/facilitate/new?lab=${lab.id}`} prefetch={false}>
              <span>
                {lab.title}
                <small className="block text-ink-3">{lab.summary}</small>
              </span>
            </Link>
          </li>
        ))}
      </Sheet>
    </Page>
  );
}
