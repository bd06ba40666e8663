import { signIn, signOut } from '@/app/sign-in/actions';
import { WhatYouBuild } from '@/app/sign-in/what-you-build';
import { JoinForm } from '@/components/shell/join-form';
import { SignInForm } from '@/components/shell/sign-in-form';
import { TopBar } from '@/components/shell/top-bar';
import { WhatThisIs } from '@/components/shell/what-this-is';
import { Banner } from '@/components/ui/banner';
import { Page } from '@/components/ui/page';
import { isPractice } from '@/lib/env';
import { findPerson } from '@/lib/session';
import { lookUpCode } from './actions';
import { Facilitated, Workshops } from './workshops';

export default async function HomePage({ searchParams }: { searchParams: Promise<{ join?: string }> }) {
  const me = await findPerson();
  const { join } = await searchParams;
  return (
    <>
      <TopBar isPractice={isPractice()} person={me} signOut={signOut} />
      <Page>
        {me ? (
          <>
            <h1>Your workshops</h1>
            {join === 'needed' ? (
              <Banner>
                You’re not in that workshop. Join it with the code on the facilitator’s screen. If you were in it before, a facilitator may
                have removed you: ask them, and the same code lets you in again.
              </Banner>
            ) : null}
            <Workshops personId={me.id} />
            <Facilitated personId={me.id} />
            <h2>Join a workshop</h2>
            <JoinForm action={lookUpCode} />
          </>
        ) : (
          <>
            <h1>A hands-on lab that tells you where you stand</h1>
            <WhatThisIs />
            <SignInForm action={signIn} to="/" isPractice={isPractice()} />
            <WhatYouBuild />
          </>
        )}
      </Page>
    </>
  );
}
