import type { Metadata } from 'next';
import { RoomHead } from '@/components/board/room-head';
import { ReplayList } from '@/components/replay/replay-list';
import { Details } from '@/components/ui/details';
import { NowProvider } from '@/components/ui/now';
import { Page } from '@/components/ui/page';
import { findLab } from '@/labs';
import { planFor } from '@/lib/replay/read';
import { planNotes, planWords } from '@/lib/replay/words';
import { requireFacilitator } from '@/lib/session';
import { changeVerdicts } from './actions';
import { entriesOf } from './entries';

export const metadata: Metadata = { title: 'Judge again' };

/** How many notes are shown at once: a workshop where much was checked since then has hundreds. */
const shownNotes = 10;

export default async function ReplayPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const plan = await planFor(findLab(workshop.lab), workshop.id);
  const notes = planNotes(plan);
  return (
    <Page>
      <RoomHead workshop={workshop} here="/replay">
        Judge again
      </RoomHead>
      <p className="mb-3">
        After a check is fixed, you can judge the last attempt at each step again. Services aren’t contacted. Newer results don’t change,
        and verified steps stay verified.
      </p>
      <p className="mb-3">{planWords(plan)}</p>
      <NowProvider serverNow={Date.now()}>
        <ReplayList entries={entriesOf(workshop.slug, plan)} action={changeVerdicts.bind(null, workshop.slug)} />
      </NowProvider>
      {notes.length > 0 ? (
        <Details summary={`What is left alone, and why (${notes.length})`} className="mt-4" open={notes.length <= shownNotes || undefined}>
          <ul className="mt-2 list-disc pl-5 text-sm text-ink-2">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Page>
  );
}
