import { randomUUID } from 'node:crypto';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { actOnHelp, askForHelp } from '@/lib/help/write';
import { type Step, stepsOf } from '@/lib/lab/lab';
import { pass } from '@/lib/lab/outcome';
import { change } from '@/lib/progress/change';
import { progressOf } from '@/lib/progress/read';
import { shownOutcome } from '@/lib/progress/standing';
import { importRoster } from '@/lib/roster/roster';
import { sealSecrets } from '@/lib/workshop-secrets';
import type { Hands } from '../hands';
import { adasCluster, room, type Somebody, troubled } from './people';
import { setTimes } from './times';

const lab = findLab('databricks-dss');
/** The room has been at it for so long. */
const sofar = 95;
const hours = (n: number) => new Date(Date.now() + n * 3_600_000);

interface Seated {
  who: Somebody;
  at: { enrolmentId: string; workshopId: string };
  personId: string;
  userName: string;
  steps: Step[];
}

/** Writes an attempt as a press would. */
async function verified({ who: { says }, at }: Seated, step: Step, hasPassed: boolean): Promise<void> {
  const outcomeOf = (id: string) => (hasPassed ? undefined : says?.[id]) ?? pass('As it should be.');
  const findings = step.checks.map(({ id }) => ({ checkId: id, evidence: [], outcome: outcomeOf(id) }));
  await change(at, { attempt: { trigger: 'click', report: { step: step.slug, durationMs: 640, learnt: {}, findings } } });
}

async function seat(hands: Hands, who: Somebody, workshopId: string): Promise<Seated> {
  const { id: personId, userName } = await hands.person(await hands.newcomer(who.name));
  const track = who.track ?? 'whole';
  const steps = stepsOf(lab, track);
  const current = steps[Math.min(who.passed, steps.length - 1)];
  const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId, personId, track, step: current?.slug ?? null } });
  const seated = { who, at: { enrolmentId, workshopId }, personId, userName, steps };
  for (const step of steps.slice(0, who.passed)) await verified(seated, step, true);
  return seated;
}

/** Repeats what they did on their current step: the portal checks again what waits, and finds that it was made up. */
async function goOn(seated: Seated): Promise<void> {
  const { who, at, steps } = seated;
  const step = steps[who.passed];
  if (step && who.says) {
    await db().attempt.deleteMany({ where: { enrolmentId: at.enrolmentId, step: step.slug } });
    for (let i = 0; i < (who.tries ?? 1); i++) await verified(seated, step, false);
  }
  await setTimes(seated, sofar);
}

async function ask({ who: { asks, passed }, at, steps }: Seated, facilitatorId: string): Promise<void> {
  const step = steps[passed];
  if (!asks || !step) return;
  const { standings } = await progressOf(at.enrolmentId);
  const outcomes = (standings[step.slug] ?? []).flatMap((s) => {
    const shown = shownOutcome(s);
    return shown ? [{ checkId: s.checkId, status: shown.status, message: shown.status === 'waiting' ? shown.on : shown.message }] : [];
  });
  await askForHelp(at, { step: step.slug, text: asks.text, outcomes });
  const { id } = await db().helpRequest.findFirstOrThrow({ where: { enrolmentId: at.enrolmentId }, select: { id: true } });
  if (asks.isTaken) await actOnHelp(at.workshopId, id, facilitatorId, { kind: 'take' });
  const askedAt = new Date(Date.now() - asks.minutes * 60_000);
  await db().helpRequest.update({ where: { id }, data: { askedAt } });
  await db().enrolment.update({ where: { id: at.enrolmentId }, data: { helpAt: askedAt } });
}

/** The practice consoles' pages, by address, and whose browser shows them: somebody who has a workspace, a cluster and a warehouse. */
async function consolesOf(hands: Hands): Promise<{ upn: string; path: string }[]> {
  const member = await hands.newcomer('Ada Quill');
  const host = await hands.openWorkspace(member, 'quill-lab');
  const cluster = await hands.atOnce(async () => {
    await hands.startWarehouse(member, host);
    return hands.createCluster(member, host);
  });
  await hands.dss.connection(member, 'quill_cluster', { httpPath: '/sql/1.0/warehouses/8f3c21d7a9b04e65' }, 'GLOBAL');
  await hands.dss.project(member, 'QUILL_LAB');
  const pages = {
    'portal.azure.com': ['', 'create', 'apps'],
    [host]: ['', 'compute/create', `compute/${cluster}`, 'sql/warehouses', 'workspace', 'ml/experiments'],
    'dss.practice.example': [
      'projects/',
      'projects/QUILL_LAB/',
      'connections/',
      'connections/new',
      'connections/quill_cluster',
      'codeenvs/',
    ],
  };
  const paths = Object.entries(pages).flatMap(([on, all]) => all.map((path) => `/${on}/${path}`));
  return ['/_practice/', ...paths].map((path) => ({ upn: member.upn, path }));
}

/**
 * A workshop in full swing, with people all over the lab, and its two facilitators.
 * @param isWhole also with the people who are only on the contact sheet
 */
export async function scene(hands: Hands, isWhole: boolean) {
  const facilitator = await hands.person(await hands.newcomer('Greta Holm', { appRoles: ['Facilitator'] }));
  const other = await hands.person(await hands.newcomer('Hugo Marchetti'));
  const [id, slug, joinCode] = [randomUUID(), `looks-${randomUUID().slice(0, 8)}`, 'K7P-PINE'];
  await db().workshop.create({
    data: {
      ...{ id, slug, lab: lab.id, title: 'Tuesday session', joinCode, isPractice: true, createdById: facilitator.id },
      secrets: sealSecrets(lab, id, hands.settings, { dssAdminKey: hands.dssAdminKey }),
      settings: hands.settings,
      ...{ startsAt: hours(-sofar / 60), plannedEnd: hours(2.25), endsAt: hours(5) },
      breaks: [{ from: hours(0.5).toISOString(), to: hours(0.75).toISOString() }],
    },
  });
  await db().enrolment.create({ data: { workshopId: id, personId: other.id, role: 'facilitator' } });
  const seated: Seated[] = [];
  for (const who of isWhole ? [...room, troubled] : room) seated.push(await seat(hands, who, id));
  const absent = ['Otto Elsewhere', 'Zofia Bergström'].map((name) => ({
    name,
    userName: `${name.toLowerCase().replace(' ', '.')}@practice.example`,
  }));
  const listed = [...seated.map(({ who, userName }) => ({ name: who.name, userName })), ...absent];
  await importRoster(id, { listed: listed.map((one, i) => ({ ...one, row: i + 2, track: null })), refused: [] }, facilitator.id);
  const restore = async () => {
    for (const somebody of seated) await goOn(somebody);
  };
  await restore();
  for (const somebody of seated) await ask(somebody, other.id);
  const consoles = isWhole ? await consolesOf(hands) : [];
  const [attendee] = seated;
  const last = seated.at(-1);
  if (!attendee || !last) throw new Error('The scene has nobody in it.');
  await change(attendee.at, { values: { set: adasCluster, source: 'typed' } });
  await restore();
  return {
    slug,
    joinCode,
    consoles,
    attendee: attendee.personId,
    troubled: last.personId,
    troubledPlace: last.at.enrolmentId,
    facilitator: facilitator.id,
    restore,
  };
}
export type Scene = Awaited<ReturnType<typeof scene>>;
