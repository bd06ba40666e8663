import type { Metadata } from 'next';
import Link from 'next/link';
import { Confirm } from '@/components/board/confirm';
import { RoomHead } from '@/components/board/room-head';
import { FacilitatorList } from '@/components/people/facilitator-list';
import { ForgetForm } from '@/components/people/forget-form';
import { GuestList } from '@/components/people/guest-list';
import { InviteForm } from '@/components/people/invite-form';
import { JoinLink } from '@/components/people/join-link';
import { RosterForm } from '@/components/people/roster-form';
import { hasChoice } from '@/components/step/track-choice';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { Details } from '@/components/ui/details';
import { Note } from '@/components/ui/note';
import { Page } from '@/components/ui/page';
import { Sheet } from '@/components/ui/sheet';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { trackTitle } from '@/lib/lab/lab';
import { facilitatorsOf } from '@/lib/people/facilitators';
import { openInvitations } from '@/lib/people/invitation';
import { guestsOf, unexpectedOf } from '@/lib/roster/roster';
import { requireFacilitator } from '@/lib/session';
import { dayWords, deletedAt, isOpen } from '@/lib/workshop-end';
import {
  clearExpected,
  closeJoining,
  deleteData,
  endFacilitation,
  inviteFacilitator,
  openJoining,
  removeExpected,
  sendRoster,
  withdrawInvitation,
} from './actions';

export const metadata: Metadata = { title: 'People' };

interface Props {
  params: Promise<{ workshop: string }>;
  /** `last` is there after the last facilitator of a workshop without an owner tried to leave. */
  searchParams: Promise<{ last?: string | string[] }>;
}

/** Who runs a workshop, who may join, who is expected, and what becomes of what is known about them. */
export default async function PeoplePage({ params, searchParams }: Props) {
  const { person, workshop } = await requireFacilitator((await params).workshop);
  const { slug } = workshop;
  const lab = findLab(workshop.lab);
  const [facilitators, invitations, guests, unexpected, { joiningClosedAt }] = await Promise.all([
    facilitatorsOf(workshop.id),
    openInvitations(workshop.id),
    guestsOf(workshop.id),
    unexpectedOf(workshop.id),
    db().workshop.findUniqueOrThrow({ where: { id: workshop.id }, select: { joiningClosedAt: true } }),
  ]);
  const link = `${env().NEXTAUTH_URL.replace(/\/$/, '')}/join/${workshop.joinCode}`;
  const deleted = deletedAt(workshop);
  const now = Date.now();
  return (
    <Page>
      <RoomHead workshop={workshop} here="/people">
        People
      </RoomHead>
      {(await searchParams).last === undefined ? null : (
        <Banner tone="bad" role="alert">
          You are the last facilitator. Invite another one first, or delete the workshop in its settings.
        </Banner>
      )}

      <h2>Facilitators</h2>
      <FacilitatorList
        facilitators={facilitators.map(({ personId, name, userName, enrolmentId, hasDone }) => ({
          personId,
          name,
          userName,
          hasDone,
          isOwner: enrolmentId === null,
          isMe: personId === person.id,
          remove: enrolmentId === null ? null : endFacilitation.bind(null, slug, enrolmentId),
        }))}
      />
      <InviteForm action={inviteFacilitator.bind(null, slug)} open={invitations.map(({ id }) => id)} />
      {invitations.length > 0 ? (
        <Sheet aria-label="Open invitations">
          {invitations.map((i) => (
            <li key={i.id} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2 text-sm">
              <span className="grow">
                Invitation from <Clock at={i.createdAt.getTime()} today={now} />, valid until{' '}
                <Clock at={i.endsAt.getTime()} today={now} hasZone />
              </span>
              <form action={withdrawInvitation.bind(null, slug, i.id)}>
                <Button look="small">Withdraw</Button>
              </form>
            </li>
          ))}
        </Sheet>
      ) : null}
      <Note>
        A facilitator sees the whole workshop and can do everything in it, as you can. If they were an attendee, their work stays but no
        longer counts.
      </Note>

      <h2>Joining</h2>
      {!isOpen(workshop) ? (
        <p>This workshop is over, so nobody can join.</p>
      ) : joiningClosedAt ? (
        <>
          <p>
            Joining has been closed since <Clock at={joiningClosedAt.getTime()} today={now} hasZone />. Everything else goes on.
          </p>
          <form action={openJoining.bind(null, slug)} className="my-3">
            <Button>Reopen joining</Button>
          </form>
        </>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-4">
            <span>
              Whoever has the join code can join: <code className="whitespace-nowrap">{workshop.joinCode}</code>
            </span>
            <JoinLink link={link} />
          </p>
          <Confirm act="Close joining" action={closeJoining.bind(null, slug)}>
            Nobody else can join until you reopen joining. Whoever has joined stays. If the code spread too far, renew it in{' '}
            <a href={`/facilitate/${slug}/settings`}>Settings</a> instead.
          </Confirm>
        </>
      )}

      <h2 id="expected">Expected people</h2>
      {guests.length === 0 ? (
        <p className="mb-3">Import a list of participants, and you see here and on the board who is absent.</p>
      ) : (
        <>
          <GuestList
            guests={guests.map(({ id, name, userName, track, joinedAt }) => ({
              id,
              name,
              userName,
              track: track === null ? null : trackTitle(lab, track),
              joinedAt: joinedAt?.toISOString() ?? null,
            }))}
            now={now}
            remove={removeExpected.bind(null, slug)}
          />
          {unexpected.length > 0 ? (
            <Details className="mt-4" summary={`Joined and not on the list: ${unexpected.length}`}>
              <Sheet>
                {unexpected.map((p) => (
                  <li key={p.id} className="px-4 py-2 text-sm wrap-anywhere">
                    <Link href={`/facilitate/${slug}/${p.id}`} prefetch={false}>
                      {p.name}
                    </Link>{' '}
                    <span className="text-ink-2">{p.userName}</span>
                  </li>
                ))}
              </Sheet>
            </Details>
          ) : null}
          <Confirm act="Clear the list" isDestructive action={clearExpected.bind(null, slug)}>
            Nobody is expected anymore. Whoever has joined stays in the workshop.
          </Confirm>
        </>
      )}
      <h3 className="mt-6 mb-2 text-base font-semibold">Import a list</h3>
      <RosterForm action={sendRoster.bind(null, slug)} hasTracks={hasChoice(lab.tracks)} />

      <h2>Personal data</h2>
      <p>
        {deleted
          ? `This workshop’s data about people is deleted on ${dayWords(deleted)}. `
          : 'This workshop has no end, so its data about people stays until you delete it. '}
        You can change that in <a href={`/facilitate/${slug}/settings`}>Settings</a>, under <i>When it ends</i>.
      </p>
      <p className="mt-3">
        If somebody asks for it, delete their data now: progress, values, attempts, requests for help, and their line in the list of
        expected people. If they are in no other workshop, their sign-in is deleted, too.
      </p>
      <ForgetForm action={deleteData.bind(null, slug)} />
    </Page>
  );
}
