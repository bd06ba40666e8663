import type { Metadata } from 'next';
import { z } from 'zod';
import { Board } from '@/components/board/board';
import { readFilter, sharedIn } from '@/components/board/filter';
import { JoinLine } from '@/components/board/join-line';
import { Projector } from '@/components/board/projector';
import { RoomLinks } from '@/components/board/room-links';
import { boardStart, settledNow } from '@/components/board/view';
import { HelpStrip } from '@/components/help/help-strip';
import { Together } from '@/components/help/together';
import { mapView } from '@/components/map/map-view';
import { Banner } from '@/components/ui/banner';
import { NowProvider } from '@/components/ui/now';
import { findLab } from '@/labs';
import { env } from '@/lib/env';
import { allSteps } from '@/lib/lab/lab';
import { roomSteps } from '@/lib/lab/room-steps';
import { roomPace } from '@/lib/pace/room';
import { boardRows } from '@/lib/progress/board-rows';
import { planOfWorkshop } from '@/lib/progress/plan';
import { roomOf } from '@/lib/room/room';
import { joiningOf } from '@/lib/roster/roster';
import { requireFacilitator } from '@/lib/session';
import { isOpen } from '@/lib/workshop-end';
import { tellThem } from './help/actions';

export const metadata: Metadata = { title: 'Board' };

interface Props {
  params: Promise<{ workshop: string }>;
  /** `saved` is there after the settings were saved; the rest is the filter (components/board/filter.ts) and the view. */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const settingsSaved = 'The settings are saved. Checks use them from now on.';

/** Counts from 1; anything that is not a number means the first. */
const Page = z.coerce.number().int().catch(1);

export default async function BoardPage({ params, searchParams }: Props) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const query = queryOf(await searchParams);
  const isProjector = query.get('view') === 'projector';
  const [rows, plan, joining, room] = await Promise.all([
    boardRows(lab, workshop.id),
    planOfWorkshop(workshop.id),
    joiningOf(workshop.id),
    isProjector ? null : roomOf(workshop.id),
  ]);
  const steps = allSteps(lab).map(({ slug, number, title, tracks, minutes }) => ({ slug, number, title, tracks, minutes }));
  const now = Date.now();
  const origin = env().NEXTAUTH_URL.replace(/\/$/, '');
  const named = { slug: workshop.slug, title: workshop.title, isOpen: isOpen(workshop), code: workshop.joinCode };
  if (room === null) {
    const { summary } = roomPace(rows, steps, plan, settledNow(now));
    return (
      <Projector
        {...named}
        isOpen={named.isOpen && !joining.isClosed}
        site={new URL(origin).host}
        steps={steps}
        plan={plan}
        summary={summary}
        serverNow={now}
      />
    );
  }
  const tracks = Object.fromEntries(Object.entries(lab.tracks).map(([track, { title }]) => [track, title]));
  const filter = readFilter(query, { steps, tracks: Object.keys(tracks) });
  const beside = { room, steps: roomSteps(lab) };
  const base = `/facilitate/${workshop.slug}`;
  return (
    <main className="mx-auto max-w-450">
      {query.has('saved') ? (
        <Banner tone="done" role="status" className="mx-4 mt-4 wide:mx-6">
          {query.get('saved') === 'schedule' ? 'The schedule is saved. Pace and projected end count from it.' : settingsSaved}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 px-4 pt-4 wide:px-6">
        <JoinLine
          {...named}
          isPractice={workshop.isPractice}
          link={`${origin}/join/${workshop.joinCode}`}
          joining={joining}
          people={`/facilitate/${workshop.slug}/people`}
        />
        <RoomLinks slug={workshop.slug} here="" />
      </div>
      <NowProvider serverNow={now}>
        <Together {...beside} base={base} tell={tellThem.bind(null, workshop.slug)} className="mx-4 wide:mx-6" />
        <HelpStrip {...beside} href={`${base}/help`} />
      </NowProvider>
      <Board
        slug={workshop.slug}
        steps={steps}
        plan={plan}
        filter={filter}
        beside={room}
        start={boardStart(rows, { steps, plan }, filter, now, Page.parse(query.get('page')), sharedIn(room.together))}
        serverNow={now}
        tracks={tracks}
        map={mapView(lab, null)}
      />
    </main>
  );
}

/** An address's query; if a name is there twice, its first value. */
function queryOf(given: Awaited<Props['searchParams']>): URLSearchParams {
  const flat = Object.entries(given).flatMap(([name, value]) => {
    const [first] = Array.isArray(value) ? value : [value];
    return first === undefined ? [] : [[name, first]];
  });
  return new URLSearchParams(flat);
}
