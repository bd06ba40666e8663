import type { Metadata } from 'next';
import { boardRow, boardSteps } from '@/app/facilitate/board-row';
import { Board } from '@/components/board/board';
import { JoinLine } from '@/components/board/join-line';
import { findLab } from '@/labs';
import { env } from '@/lib/env';
import { boardEntries } from '@/lib/progress/board';
import { requireFacilitator } from '@/lib/session';

export const metadata: Metadata = { title: 'Board' };

export default async function BoardPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const rows = (await boardEntries(workshop.id)).map((e) => boardRow(lab, e));
  const since = rows.reduce((max, r) => (BigInt(r.revision) > max ? BigInt(r.revision) : max), 0n);
  return (
    <main>
      <JoinLine
        title={workshop.title}
        isPractice={workshop.isPractice}
        code={workshop.joinCode}
        link={`${env().NEXTAUTH_URL.replace(/\/$/, '')}/join/${workshop.joinCode}`}
        settings={`/facilitate/${workshop.slug}/settings`}
      />
      <Board
        slug={workshop.slug}
        steps={boardSteps(lab)}
        initial={rows}
        since={String(since)}
        serverNow={Date.now()}
        trackTitles={{ whole: lab.tracks.whole.title, model: lab.tracks.model.title }}
      />
    </main>
  );
}
