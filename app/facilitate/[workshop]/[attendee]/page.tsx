import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { removeAttendee } from '@/app/facilitate/[workshop]/actions';
import { actOnRequest } from '@/app/facilitate/[workshop]/help/actions';
import { LiveCloseUp } from '@/components/board/close-up';
import { Confirm } from '@/components/board/confirm';
import { RoomHead } from '@/components/board/room-head';
import { Page } from '@/components/ui/page';
import { findLab } from '@/labs';
import { allSteps } from '@/lib/lab/lab';
import { facilitatorsOf } from '@/lib/people/facilitators';
import { requireFacilitator } from '@/lib/session';
import { isOpen } from '@/lib/workshop-end';
import { changeTrack, checkStep, correctValue, reopenStep, waiveStep } from './actions';
import { closeUpOf } from './close-up';
import { offerSolve } from './solve-actions';

export const metadata: Metadata = { title: 'Attendee' };

export default async function AttendeePage({ params }: { params: Promise<{ workshop: string; attendee: string }> }) {
  const { workshop: slug, attendee: id } = await params;
  const { workshop, person } = await requireFacilitator(slug);
  if (!z.uuid().safeParse(id).success) notFound();
  const lab = findLab(workshop.lab);
  const [found, facilitators] = await Promise.all([closeUpOf(workshop.id, lab, id), facilitatorsOf(workshop.id)]);
  const closeUp = found ?? notFound();
  return (
    <Page>
      <RoomHead workshop={workshop} here={null}>
        {closeUp.name}
      </RoomHead>
      <LiveCloseUp
        slug={workshop.slug}
        id={id}
        serverNow={Date.now()}
        steps={allSteps(lab).map(({ slug, number, title, tracks, checks }) => ({
          ...{ slug, number, title, tracks },
          checks: checks.map(({ id, title }) => ({ id, title })),
        }))}
        tracks={Object.fromEntries(Object.entries(lab.tracks).map(([track, { title }]) => [track, title]))}
        me={person.id}
        facilitators={facilitators.map(({ personId, name }) => ({ id: personId, name }))}
        isOpen={isOpen(workshop)}
        initial={closeUp}
        acts={{
          ...{ checkStep, waiveStep, reopenStep, correctValue, changeTrack },
          help: actOnRequest.bind(null, workshop.slug),
          offer: offerSolve.bind(null, workshop.slug, id),
        }}
      />
      <h2>Leaving the workshop</h2>
      <Confirm act={`Remove ${closeUp.name}`} isDestructive action={removeAttendee.bind(null, workshop.slug, id)}>
        They’ll be removed, and all their data here will be deleted: progress, values, attempts. This can’t be undone. With the join code
        they can join again, from the beginning: renew it if they shouldn’t.
      </Confirm>
    </Page>
  );
}
