import type { Metadata } from 'next';
import { Board } from '@/components/board/board';
import { JoinLine } from '@/components/board/join-line';
import { findLab } from '@/labs';
import { env } from '@/lib/env';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { boardEntries, boardRow } from '@/lib/progress/board';
import { requireFacilitator } from '@/lib/session';
import { isOpen } from '@/lib/workshop-end';

export const metadata: Metadata = { title: 'Board' };

export default async function BoardPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const rows = (await boardEntries(workshop.id)).map((e) => boardRow(lab, e));
  return (
    <main>
      <JoinLine
        title={workshop.title}
        isPractice={workshop.isPractice}
        isOpen={isOpen(workshop)}
        code={workshop.joinCode}
        link={`${env().NEXTAUTH_URL.replace(/\/$/, '')}/join/${workshop.joinCode}`}
        settings={`/facilitate/${workshop.slug}/settings`}
      />
      <Board
        slug={workshop.slug}
        steps={allSteps(lab).map(({ slug, number, title, tracks }) => ({ slug, number, title, tracks }))}
        initial={rows}
        serverNow={Date.now()}
        trackTitles={trackTitles(lab)}
      />
    </main>
  );
}

/** The tracks that deserve a word on the board: all but the first, which most people are on. */
const trackTitles = ({ tracks }: Lab): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tracks)
      .slice(1)
      .map(([track, { title }]) => [track, title]),
  );
