import type { Metadata } from 'next';
import { RoomHead } from '@/components/board/room-head';
import { ScheduleForm } from '@/components/board/schedule-form';
import { Page } from '@/components/ui/page';
import { planOfWorkshop } from '@/lib/progress/plan';
import { requireFacilitator } from '@/lib/session';
import { planRoom } from './actions';

export const metadata: Metadata = { title: 'Schedule' };

export default async function SchedulePage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  return (
    <Page>
      <RoomHead workshop={workshop} here="/schedule">
        Schedule
      </RoomHead>
      <p className="mb-3">
        The board compares everybody with it: who is behind, how fast the room is, and when it will finish. If you don’t want a plan, leave
        all fields empty.
      </p>
      <ScheduleForm action={planRoom.bind(null, workshop.slug)} plan={await planOfWorkshop(workshop.id)} now={Date.now()} />
    </Page>
  );
}
