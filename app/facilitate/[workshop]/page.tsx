import type { Metadata } from 'next';
import { z } from 'zod';
import { Board } from '@/components/board/board';
import { JoinLine } from '@/components/board/join-line';
import { boardStart } from '@/components/board/view';
import { mapView } from '@/components/map/map-view';
import { Banner } from '@/components/ui/banner';
import { findLab } from '@/labs';
import { env } from '@/lib/env';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { boardEntries, boardRow } from '@/lib/progress/board';
import { requireFacilitator } from '@/lib/session';
import { isOpen } from '@/lib/workshop-end';

export const metadata: Metadata = { title: 'Board' };

interface Props {
  params: Promise<{ workshop: string }>;
  /** `saved` is there after the settings were saved. */
  searchParams: Promise<{ page?: string | string[]; saved?: string | string[] }>;
}

/** Counts from 1; anything that is not a number means the first. */
const Page = z.coerce.number().int().catch(1);

export default async function BoardPage({ params, searchParams }: Props) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const rows = (await boardEntries(workshop.id)).map((e) => boardRow(lab, e));
  const steps = allSteps(lab).map(({ slug, number, title, tracks }) => ({ slug, number, title, tracks }));
  const now = Date.now();
  const { page, saved } = await searchParams;
  return (
    <main>
      {saved === undefined ? null : (
        <Banner tone="done" role="status" className="mx-4 mt-4 wide:mx-6">
          The settings are saved. Checks use them from now on.
        </Banner>
      )}
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
        steps={steps}
        start={boardStart(rows, steps, now, Page.parse(page))}
        serverNow={now}
        trackTitles={trackTitles(lab)}
        map={mapView(lab, null)}
      />
    </main>
  );
}

/** The tracks that a row names: all but the first, which most people are on. */
const trackTitles = ({ tracks }: Lab): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tracks)
      .slice(1)
      .map(([track, { title }]) => [track, title]),
  );
