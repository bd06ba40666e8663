import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { removeAttendee } from '@/app/facilitate/[workshop]/actions';
import { actsOf } from '@/app/facilitate/[workshop]/settings/acts';
import { helped } from '@/app/facilitate/actions';
import { ActList } from '@/components/board/act-list';
import { AttemptList } from '@/components/board/attempt-list';
import { AttendeeStanding } from '@/components/board/attendee-standing';
import { Confirm } from '@/components/board/confirm';
import { MoveTrack } from '@/components/board/track-act';
import { CorrectValue } from '@/components/board/value-acts';
import { OpenedHints } from '@/components/help/opened-hints';
import { SupportPlace } from '@/components/support/support-links';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Moment } from '@/components/ui/moment';
import { Note } from '@/components/ui/note';
import { NowProvider } from '@/components/ui/now';
import { Kicker, Page } from '@/components/ui/page';
import { Params } from '@/components/ui/sheet';
import { findLab } from '@/labs';
import { correctable } from '@/lib/acts/acts';
import { db } from '@/lib/db';
import { hintsOf } from '@/lib/help/hints';
import { allSteps, labelOf, stepsOf, trackIn, trackTitle } from '@/lib/lab/lab';
import type { Finding } from '@/lib/lab/outcome';
import { progressOf } from '@/lib/progress/read';
import { requireFacilitator } from '@/lib/session';
import { isOpen } from '@/lib/workshop-end';
import { changeTrack, checkStep, correctValue, reopenStep, waiveStep } from './actions';
import { Solves } from './solves';

export const metadata: Metadata = { title: 'Attendee' };

/** How many attempts are shown. */
const shownAttempts = 30;

export default async function AttendeePage({ params }: { params: Promise<{ workshop: string; attendee: string }> }) {
  const { workshop: slug, attendee: id } = await params;
  const { workshop } = await requireFacilitator(slug);
  if (!z.uuid().safeParse(id).success) notFound();
  const found = await db().enrolment.findFirst({
    where: { id, workshopId: workshop.id, role: 'attendee' },
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
  const whose = { workshop: workshop.slug, attendee: id };
  const others = Object.fromEntries(Object.entries(lab.tracks).flatMap(([name, { title }]) => (name === track ? [] : [[name, title]])));
  const titles = Object.fromEntries(everyStep.flatMap((s) => s.checks.map((c) => [c.id, c.title])));
  return (
    <Page>
      <Kicker>
        <Link href={`/facilitate/${workshop.slug}`} prefetch={false}>
          ← {workshop.title}
        </Link>
      </Kicker>
      <h1>{found.person.name}</h1>
      <NowProvider serverNow={Date.now()}>
        <p className="text-ink-2">
          {[found.person.userName, trackTitle(lab, track)?.toLowerCase()].filter(Boolean).join(' · ')} · joined{' '}
          <Moment at={found.joinedAt.toISOString()} />
        </p>
        {progress.helpAt ? (
          <Banner tone="bad" className="mt-4">
            <form action={helped.bind(null, workshop.slug, id)} className="flex flex-wrap items-center justify-between gap-3">
              <span>
                Asks for help{progress.at ? `, on step ${numberOf(progress.at)}` : ''}, since <Moment at={progress.helpAt} />.
              </span>
              <Button>Mark as helped</Button>
            </form>
          </Banner>
        ) : null}
        <SupportPlace of={{ board: workshop.slug, attendee: id }}>
          <AttendeeStanding
            whose={whose}
            at={progress.at}
            acts={{ checkStep, waiveStep, reopenStep }}
            steps={steps.map((s) => ({
              slug: s.slug,
              number: s.number,
              title: s.title,
              checks: s.checks.map(({ id, title }) => ({ id, title })),
            }))}
            standings={progress.standings}
            passed={progress.passed}
          />
          <Solves workshop={workshop} enrolmentId={id} lab={lab} track={track} passed={progress.passed.map((p) => p.step)} />
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
                  {correctable(lab, v.name) ? (
                    <CorrectValue whose={whose} value={{ name: v.name, label: labelOf(lab, v.name), text: v.value }} act={correctValue} />
                  ) : null}
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
        </SupportPlace>
        <h2>What was done for them</h2>
        <ActList acts={await actsOf(lab, workshop.id, id)} />
      </NowProvider>
      {Object.keys(others).length > 0 && isOpen(workshop) ? (
        <>
          <h2>Their track</h2>
          <p className="mb-2">
            They’re on <b>{lab.tracks[track]?.title}</b>.
          </p>
          <MoveTrack whose={whose} others={others} act={changeTrack} />
        </>
      ) : null}
      <h2>Leaving the workshop</h2>
      <Confirm act={`Remove ${found.person.name}`} isDestructive action={removeAttendee.bind(null, workshop.slug, id)}>
        They leave this workshop, and everything known about them here is deleted: progress, values, attempts. This can’t be undone. With
        the join code they can join again, from the beginning: renew it if they shouldn’t.
      </Confirm>
    </Page>
  );
}
