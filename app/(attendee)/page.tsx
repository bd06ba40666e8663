import { signIn, signOut } from '@/app/sign-in/actions';
import { JoinForm } from '@/components/shell/join-form';
import { SignInForm } from '@/components/shell/sign-in-form';
import { TopBar } from '@/components/shell/top-bar';
import { Banner } from '@/components/ui/banner';
import { Chip } from '@/components/ui/chip';
import { Note } from '@/components/ui/note';
import { Page } from '@/components/ui/page';
import { rowLook, Sheet } from '@/components/ui/sheet';
import { SlowLink } from '@/components/ui/slow-link';
import { db } from '@/lib/db';
import { isPractice } from '@/lib/env';
import { findPerson } from '@/lib/session';
import { lookUpCode } from './actions';

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
              <Banner>You have not joined that workshop yet. Its join code is on the facilitator’s screen.</Banner>
            ) : null}
            <Workshops personId={me.id} />
            <h2>Join a workshop</h2>
            <JoinForm action={lookUpCode} />
          </>
        ) : (
          <>
            <h1>A hands-on lab that tells you where you stand</h1>
            <p className="mb-3">
              Guidepost leads you through a lab on real cloud services, one page a step. At one click it looks at what you built, as you,
              and says at once what is right, what is not, and what to do about it.
            </p>
            <p className="mb-6 text-ink-2">When a service is slow or down it says that, too, and never holds it against you.</p>
            <SignInForm action={signIn} to="/" isPractice={isPractice()} />
          </>
        )}
      </Page>
    </>
  );
}

async function Workshops({ personId }: { personId: string }) {
  const mine = await db().enrolment.findMany({
    where: { personId, role: 'attendee' },
    orderBy: { joinedAt: 'desc' },
    select: { step: true, workshop: { select: { slug: true, title: true, isPractice: true } }, _count: { select: { passes: true } } },
  });
  if (mine.length === 0) return <Note>None yet. Type the join code below, or open the link that you were given.</Note>;
  return (
    <Sheet>
      {mine.map(({ workshop, step, _count }) => (
        <li key={workshop.slug}>
          <SlowLink className={rowLook} href={step ? `/w/${workshop.slug}/${step}` : `/w/${workshop.slug}`}>
            <span className="min-w-0 grow">
              {workshop.title} {workshop.isPractice ? <Chip isDashed>practice</Chip> : null}
            </span>
            <small className="text-ink-3">
              {_count.passes} {_count.passes === 1 ? 'step' : 'steps'} verified
            </small>
          </SlowLink>
        </li>
      ))}
    </Sheet>
  );
}
