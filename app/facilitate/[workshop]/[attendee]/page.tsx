import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { removeAttendee } from '@/app/facilitate/[workshop]/actions';
import { helped } from '@/app/facilitate/actions';
import { AttemptList } from '@/components/board/attempt-list';
import { AttendeeStanding } from '@/components/board/attendee-standing';
import { Confirm } from '@/components/board/confirm';
import { OpenedHints } from '@/components/help/opened-hints';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { NowProvider } from '@/components/ui/now';
import { Kicker, Page } from '@/components/ui/page';
import { Params } from '@/components/ui/sheet';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { hintsOf } from '@/lib/help/hints';
import { allSteps, labelOf, stepsOf, trackIn } from '@/lib/lab/lab';
import type { Finding } from '@/lib/lab/outcome';
import { progressOf } from '@/lib/progress/read';
import { requireFacilitator } from '@/lib/session';

export const metadata: Metadata = { title: 'Attendee' };

/** How many attempts are shown. */
const shownAttempts = 30;

export default async function AttendeePage({ params }: { params: Promise<{ workshop: string; attendee: string }> }) {
  const { workshop: slug, attendee: id } = await params;
  const { workshop } = await requireFacilitator(slug);
  if (!z.uuid().safeParse(id).success) notFound();
  const found = await db().enrolment.findFirst({
    where: { id, workshopId: workshop.id },
    select: {
      track: true,
      joinedAt: true,
      person: { select: { name: true, userName: true } },
      values: { select: { name: true, value: true, source: true, updatedAt: true }, orderBy: { name: 'asc' } },
      attempts: {
        select: { id: true, step: true, trigger: true, at: true, durationMs: true, passed: true, outcomes: true },
        orderBy: { at: 'desc' },
        take: shownAttempts,
      },
    },
  });
  if (!found) notFound();
  const lab = findLab(workshop.lab);
  const progress = await progressOf(id);
  const track = trackIn(lab, found.track);
  const steps = stepsOf(lab, track);
  const everyStep = allSteps(lab); // attempts on another track are part of the history
  const numberOf = (step: string) => everyStep.find((s) => s.slug === step)?.number ?? step;
  const titles = Object.fromEntries(everyStep.flatMap((s) => s.checks.map((c) => [c.id, c.title])));
  return (
    <Page>
      <Kicker>
        <Link href={`/facilitate/${workshop.slug}`} prefetch={false}>
          ← {workshop.title}
        </Link>
      </Kicker>
      <h1>{found.person.name}</h1>
      <p className="text-ink-2">
        {found.person.userName} · {lab.tracks[track]?.title.toLowerCase()} · joined{' '}
        {found.joinedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC
      </p>
      {progress.helpAt ? (
        <Banner tone="bad" className="mt-4">
          <form action={helped.bind(null, workshop.slug, id)} className="flex flex-wrap items-center justify-between gap-3">
            <span>
              Asks for help{progress.at ? `, on step ${numberOf(progress.at)}` : ''}, since {progress.helpAt.slice(11, 16)} UTC.
            </span>
            <Button>Mark as helped</Button>
          </form>
        </Banner>
      ) : null}
      <NowProvider serverNow={Date.now()}>
        <AttendeeStanding
          steps={steps.map((s) => ({
            slug: s.slug,
            number: s.number,
            title: s.title,
            checks: s.checks.map(({ id, title }) => ({ id, title })),
          }))}
          standings={progress.standings}
          passed={progress.passed}
        />
        <OpenedHints hints={await hintsOf(id)} numberOf={numberOf} />
        <h2>Values</h2>
        {found.values.length === 0 ? <Note>Nothing recorded yet.</Note> : null}
        <Params hidden={found.values.length === 0}>
          {found.values.map((v) => (
            <div key={v.name}>
              <dt>
                {labelOf(lab, v.name)} <small className="text-ink-3">{v.source}</small>
              </dt>
              <dd>
                <code>{v.value}</code>
              </dd>
            </div>
          ))}
        </Params>
        <h2>Attempts</h2>
        <AttemptList
          attempts={found.attempts.map((a) => ({
            ...a,
            step: numberOf(a.step),
            at: a.at.toISOString(),
            findings: a.outcomes as unknown as Finding[],
          }))}
          titles={titles}
        />
      </NowProvider>
      <h2>Leaving the workshop</h2>
      <Confirm act={`Remove ${found.person.name}`} action={removeAttendee.bind(null, workshop.slug, id)}>
        They leave this workshop, and everything that is known of them here is deleted: progress, values, attempts. This can’t be undone.
        With the join code they can join again, from the beginning: renew it if they shouldn’t.
      </Confirm>
    </Page>
  );
}
