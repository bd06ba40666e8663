import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { joinWorkshop } from '@/app/(attendee)/actions';
import { signOut } from '@/app/sign-in/actions';
import { TopBar } from '@/components/shell/top-bar';
import { hasChoice, TrackOptions } from '@/components/step/track-choice';
import { Button } from '@/components/ui/button';
import { Kicker, Page } from '@/components/ui/page';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { tooManyGuesses, tryCode } from '@/lib/join-code';
import { trackIn } from '@/lib/lab/lab';
import { expectedTrack } from '@/lib/roster/roster';
import { requirePerson } from '@/lib/session';
import { endsColumns, isJoinable, isOpen, keptWords, overWords } from '@/lib/workshop-end';

/** The part of an address that may be a join code. */
const codeIn = (text: string) =>
  text
    .slice(0, 40)
    .toUpperCase()
    .replace(/[^A-Z0-9-]/g, '');

export const metadata: Metadata = { title: 'Join' };

export default async function JoinPage({ params }: { params: Promise<{ code: string }> }) {
  const me = await requirePerson();
  const found = await tryCode(me.id, codeIn((await params).code));
  const workshop =
    typeof found === 'string'
      ? null
      : await db().workshop.findUnique({
          where: { id: found.id },
          select: {
            ...endsColumns,
            joiningClosedAt: true,
            id: true,
            slug: true,
            title: true,
            lab: true,
            joinCode: true,
            isPractice: true,
            enrolments: { where: { personId: me.id }, select: { step: true } },
          },
        });
  if (workshop?.enrolments[0]) redirect(`/w/${workshop.slug}${workshop.enrolments[0].step ? `/${workshop.enrolments[0].step}` : ''}`);
  const tracks = workshop ? findLab(workshop.lab).tracks : {};
  const track = workshop ? trackIn(findLab(workshop.lab), (await expectedTrack(workshop.id, me)) ?? '') : '';
  return (
    <>
      <TopBar isPractice={workshop?.isPractice ?? false} person={me} signOut={signOut} />
      <Page>
        {workshop && !isOpen(workshop) ? (
          <>
            <Kicker>Join a workshop</Kicker>
            <h1>{workshop.title}</h1>
            <p>
              {overWords(workshop)} Nobody can join it anymore. <a href="/">Your workshops</a>
            </p>
          </>
        ) : workshop && !isJoinable(workshop) ? (
          <>
            <Kicker>Join a workshop</Kicker>
            <h1>{workshop.title}</h1>
            <p>
              The code is right, but joining is closed at the moment. Ask the facilitator to open it, then reload this page.{' '}
              <a href="/">Your workshops</a>
            </p>
          </>
        ) : workshop ? (
          <>
            <Kicker>Join a workshop</Kicker>
            <h1>{workshop.title}</h1>
            <p className="mb-4">{findLab(workshop.lab).summary}</p>
            <form action={joinWorkshop}>
              <input type="hidden" name="code" value={workshop.joinCode} />
              {hasChoice(tracks) ? (
                <fieldset className="mb-6 rounded-lg border bg-raised px-4 py-2">
                  <legend className="sr-only">Which track is yours?</legend>
                  <TrackOptions tracks={tracks} current={track} />
                </fieldset>
              ) : null}
              <Button look="primary">Join as {me.name}</Button>
              <p className="mt-3 text-sm text-ink-3">
                {hasChoice(tracks) ? 'You can switch the track later. ' : ''}The facilitator sees where you stand, and what you record.{' '}
                {keptWords(workshop)}
              </p>
            </form>
          </>
        ) : (
          <>
            <h1>{found === 'too-often' ? 'Too many wrong codes' : 'There is no workshop with that code'}</h1>
            <p>
              {found === 'too-often' ? tooManyGuesses : 'Check the facilitator’s screen again.'} <a href="/">Enter the code by hand</a>
            </p>
          </>
        )}
      </Page>
    </>
  );
}
