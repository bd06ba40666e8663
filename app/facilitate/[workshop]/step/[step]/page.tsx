import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OneClick } from '@/components/board/act-form';
import { RoomHead } from '@/components/board/room-head';
import { problemOf } from '@/components/board/why';
import { HoldLinks } from '@/components/help/hold-links';
import { Mark, Word } from '@/components/ui/mark';
import { Note } from '@/components/ui/note';
import { NowProvider, Since } from '@/components/ui/now';
import { Page } from '@/components/ui/page';
import { rowLook, Sheet } from '@/components/ui/sheet';
import { findLab } from '@/labs';
import { allSteps } from '@/lib/lab/lab';
import { boardEntries, boardRow } from '@/lib/progress/board';
import { requireFacilitator } from '@/lib/session';
import { isOpen } from '@/lib/workshop-end';
import { checkEveryone } from './actions';

export const metadata: Metadata = { title: 'Step' };

/** How the room stands on a step: who has it open, how each of them is doing, and one check for all of them. */
export default async function RoomStepPage({ params }: { params: Promise<{ workshop: string; step: string }> }) {
  const { workshop: slug, step: name } = await params;
  const { workshop } = await requireFacilitator(slug);
  const lab = findLab(workshop.lab);
  const step = allSteps(lab).find((s) => s.slug === name) ?? notFound();
  const here = (await boardEntries(workshop.id)).filter((e) => e.step === step.slug && !e.passed.includes(step.slug));
  const base = `/facilitate/${workshop.slug}`;
  return (
    <Page>
      <RoomHead workshop={workshop} here={null}>
        {step.number} {step.title}
      </RoomHead>
      <NowProvider serverNow={Date.now()}>
        <HoldLinks slug={workshop.slug} step={step} />
        <h2>Who has it open</h2>
        {here.length === 0 ? <Note>Nobody has this step open right now.</Note> : null}
        {here.length > 0 && isOpen(workshop) ? (
          <div className="mb-4">
            <OneClick act={checkEveryone} fields={{ workshop: workshop.slug, step: step.slug }}>
              Check all {here.length} now
            </OneClick>
          </div>
        ) : null}
        <Sheet hidden={here.length === 0}>
          {here.map((entry) => {
            const cell = boardRow(lab, entry).cells[step.slug] ?? { status: 'open' as const };
            return (
              <li key={entry.enrolmentId}>
                <a href={`${base}/${entry.enrolmentId}`} className={rowLook}>
                  <Mark status={cell.status} />
                  <span className="min-w-0 grow">
                    {entry.name} <Word status={cell.status} />{' '}
                    {cell.note ? <small className="text-ink-2 max-wide:block">{problemOf(cell)}</small> : null}
                  </span>
                  <small className="whitespace-nowrap text-ink-3">
                    here for <Since at={entry.stepSince} />
                  </small>
                </a>
              </li>
            );
          })}
        </Sheet>
      </NowProvider>
    </Page>
  );
}
