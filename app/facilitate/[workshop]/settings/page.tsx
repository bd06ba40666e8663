import type { Metadata } from 'next';
import { closeWorkshop, deleteWorkshop, renewJoinCode, reopenWorkshop } from '@/app/facilitate/[workshop]/actions';
import { keepAnswers } from '@/app/facilitate/[workshop]/replay/actions';
import { changeWorkshop } from '@/app/facilitate/actions';
import { Confirm } from '@/components/board/confirm';
import { RoomHead } from '@/components/board/room-head';
import { settingGroups } from '@/components/board/setting-groups';
import { WorkshopForm } from '@/components/board/workshop-form';
import { ActList } from '@/components/help/act-list';
import { AnswerDays } from '@/components/replay/answer-days';
import { AdministratorLink } from '@/components/shell/administrator-link';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { allClouds, findLab } from '@/labs';
import { adminConsentUrl, permissionsFor } from '@/lib/entra/admin-consent';
import { storedSettings } from '@/lib/lab/settings';
import { practiceSettings } from '@/lib/practice';
import { answerDaysOf } from '@/lib/replay/days';
import { requireFacilitator } from '@/lib/session';
import { beforeClosingWords, closingWords, isOpen, lastDay, overWords } from '@/lib/workshop-end';
import { workshopNow } from '@/lib/workshop-secrets';
import { actsOf } from './acts';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const current = storedSettings(lab, workshop.settings);
  // a setting that the lab got after the workshop was created starts with its preset
  const { settings: presets } = await practiceSettings(lab);
  const now = await workshopNow(lab, workshop.id);
  const groups = settingGroups(lab, {
    read: (name, s) => current[name] ?? (workshop.isPractice ? presets[name] : undefined) ?? s.preset,
    kept: now.kept(),
    lost: now.lost(),
  });
  return (
    <Page>
      <RoomHead workshop={workshop} here="/settings">
        Settings
      </RoomHead>
      <p className="mb-3">Checks use them as soon as they are saved; what was verified stays verified.</p>
      {isOpen(workshop) ? null : (
        <Banner>
          {overWords(workshop)} Nobody can join, and nothing is checked. {closingWords(workshop)}
        </Banner>
      )}
      <WorkshopForm
        action={changeWorkshop.bind(null, workshop.slug)}
        lab={lab.id}
        title={workshop.title}
        lastDay={workshop.endsAt ? lastDay(workshop.endsAt) : ''}
        retentionDays={workshop.retentionDays}
        groups={groups}
      />
      <h2>Answers kept for judging again</h2>
      <AnswerDays
        action={keepAnswers.bind(null, workshop.slug)}
        days={await answerDaysOf(workshop.id)}
        replay={`/facilitate/${workshop.slug}/replay`}
      />
      <h2>Joining and closing</h2>
      {isOpen(workshop) ? (
        <>
          <p>
            Join code: <code className="whitespace-nowrap">{workshop.joinCode}</code>
          </p>
          <Confirm act="Renew the join code" action={renewJoinCode.bind(null, workshop.slug)}>
            The old code and join link stop working. Whoever has joined already stays.
          </Confirm>
        </>
      ) : null}
      {workshop.closedAt ? (
        <form action={reopenWorkshop.bind(null, workshop.slug)} className="my-3">
          <Button>Reopen the workshop</Button>
        </form>
      ) : (
        <Confirm act="Close the workshop" action={closeWorkshop.bind(null, workshop.slug)}>
          {beforeClosingWords(workshop)}
        </Confirm>
      )}
      <h2>Consent for everybody</h2>
      <AdministratorLink href={adminConsentUrl()} permissions={permissionsFor(allClouds())} />
      <h2>What was done</h2>
      <ActList acts={await actsOf(lab, workshop.id)} />
      <h2>Deleting</h2>
      <p>Unlike closing, this can’t be undone.</p>
      <Confirm act="Delete the workshop" isDestructive action={deleteWorkshop.bind(null, workshop.slug)}>
        Its settings and keys, and everything known about its attendees, are deleted at once. This can’t be undone.
      </Confirm>
    </Page>
  );
}
