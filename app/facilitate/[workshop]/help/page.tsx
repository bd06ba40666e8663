import type { Metadata } from 'next';
import { RoomHead } from '@/components/board/room-head';
import { Announcer, StandingList } from '@/components/help/announcer';
import { ClosedRequests } from '@/components/help/closed';
import { chosenBy } from '@/components/help/hold-links';
import { LiveRoom } from '@/components/help/live-room';
import { HelpQueue } from '@/components/help/queue';
import { Together } from '@/components/help/together';
import { Page } from '@/components/ui/page';
import { findLab } from '@/labs';
import { closedOf } from '@/lib/help/read';
import { roomSteps } from '@/lib/lab/room-steps';
import { stuckMinutes, stuckTries } from '@/lib/pace/group';
import { facilitatorsOf } from '@/lib/people/facilitators';
import { roomNow } from '@/lib/room/room';
import { requireFacilitator } from '@/lib/session';
import { actOnRequest, endSaid, say, tellThem } from './actions';

export const metadata: Metadata = { title: 'Help' };

interface Props {
  params: Promise<{ workshop: string }>;
  /** What another page has chosen for the announcement. */
  searchParams: Promise<{ kind?: string | string[]; step?: string | string[] }>;
}

export default async function HelpPage({ params, searchParams }: Props) {
  const { workshop, person } = await requireFacilitator((await params).workshop);
  const steps = roomSteps(findLab(workshop.lab));
  const chosen = chosenBy(await searchParams, steps);
  const base = `/facilitate/${workshop.slug}`;
  const [room, facilitators, closed] = await Promise.all([roomNow(workshop.id), facilitatorsOf(workshop.id), closedOf(workshop.id)]);
  const act = actOnRequest.bind(null, workshop.slug);
  return (
    <LiveRoom slug={workshop.slug} serverNow={Date.now()}>
      <Page>
        <RoomHead workshop={workshop} here="/help">
          Help
        </RoomHead>
        <Together room={room} steps={steps} base={base} tell={tellThem.bind(null, workshop.slug)} className="mb-4" />
        <HelpQueue
          room={room}
          steps={steps}
          me={person.id}
          facilitators={facilitators.map(({ personId, name }) => ({ id: personId, name }))}
          base={base}
          act={act}
        />
        <ClosedRequests room={room} {...closed} steps={steps} base={base} act={act} />
        <h2 id="announcements">Announcements</h2>
        <StandingList room={room} steps={steps} end={endSaid.bind(null, workshop.slug)} />
        <Announcer
          steps={steps}
          stuck={`something wrong for ${stuckMinutes} minutes, or ${stuckTries} failed tries`}
          say={say.bind(null, workshop.slug)}
          begun={chosen}
        />
      </Page>
    </LiveRoom>
  );
}
