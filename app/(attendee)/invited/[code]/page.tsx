import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { signOut } from '@/app/sign-in/actions';
import { TopBar } from '@/components/shell/top-bar';
import { Button } from '@/components/ui/button';
import { Kicker, Page } from '@/components/ui/page';
import { isPractice } from '@/lib/env';
import { findInvitation, type Invited, invitationDays } from '@/lib/people/invitation';
import { facilitationOf } from '@/lib/rights';
import { requirePerson } from '@/lib/session';
import { becomeFacilitator } from './actions';

export const metadata: Metadata = { title: 'Invitation' };

const askAgain = 'Ask the sender for a new one.';

/** What an invitation is to; whoever is signed in accepts it here. Opening the page does not use it up: mail programs open links, too. */
export default async function InvitedPage({ params }: { params: Promise<{ code: string }> }) {
  const me = await requirePerson();
  const { code } = await params;
  const found = await findInvitation(me.id, code);
  if (typeof found !== 'string' && (await facilitationOf(me, { id: found.workshop.id })).kind === 'granted')
    redirect(`/facilitate/${found.workshop.slug}`); // they are one already, and it stays for somebody else
  return (
    <>
      <TopBar isPractice={isPractice()} person={me} signOut={signOut} />
      <Page>
        {found === 'too-often' ? (
          <Refusal title="Too many wrong codes">Wait a minute, then open the link again.</Refusal>
        ) : found === 'none' ? (
          <Refusal title="Invitation not found">It may have been withdrawn, or the link is incomplete. {askAgain}</Refusal>
        ) : found.over ? (
          <Refusal title={`This invitation ${found.over === 'used' ? 'has been used' : 'has expired'}`}>
            {found.over === 'used' ? 'An invitation is for one person.' : `Invitations last ${invitationDays} days.`} {askAgain}
          </Refusal>
        ) : found.isOwn ? (
          <Refusal title="You made this workshop">
            You need the Facilitator role in Entra ID to run it. An invitation can’t replace that role. Ask an administrator of your tenant
            for that role, then sign in again.
          </Refusal>
        ) : (
          <Accept invited={found} code={code} name={me.name} />
        )}
      </Page>
    </>
  );
}

function Accept({ invited, code, name }: { invited: Invited; code: string; name: string }) {
  return (
    <>
      <Kicker>Invitation</Kicker>
      <h1>Facilitate {invited.workshop.title}</h1>
      <p>
        You’ll see everyone’s progress and values, and can do everything this workshop’s other facilitators can. If you’re an attendee of
        it, your work stays, but you no longer count in the statistics.
      </p>
      <form action={becomeFacilitator.bind(null, code)} className="mt-4">
        <Button look="primary">Become a facilitator as {name}</Button>
      </form>
    </>
  );
}

function Refusal({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <h1>{title}</h1>
      <p>
        {children} <a href="/">Your workshops</a>
      </p>
    </>
  );
}
