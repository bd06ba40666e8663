import { randomUUID } from 'node:crypto';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { allSteps, type Step } from '@/lib/lab/lab';
import { missing, type Outcome, pass, waiting, wrong } from '@/lib/lab/outcome';
import { change } from '@/lib/progress/change';
import { sealSecrets } from '@/lib/workshop-secrets';
import type { Hands } from '../hands';

const lab = findLab('databricks-dss');
const steps = allSteps(lab);

const away: Outcome = {
  status: 'unreachable',
  cloud: 'Azure',
  trouble: 'slow',
  message: 'Azure took too long to answer.',
  remedy: 'Try again in a minute.',
};
/** One of each, so that every look of a row is seen. */
const mixed: Outcome[] = [
  wrong('This is a GPU runtime.', {
    expected: 'an ML runtime without GPU',
    found: '16.4.x-gpu-ml-scala2.12',
    remedy: 'Edit the cluster, choose a version without GPU, confirm and restart.',
  }),
  waiting('The cluster is starting', { since: new Date(Date.now() - 120_000).toISOString(), usually: 300 }),
  away,
  missing('Nothing to check yet.', 'Record it first.'),
  pass('As it should be.'),
];

type Kind = 'done' | 'mixed' | Outcome['status'];
function outcomeOf(kind: Kind, i: number): Outcome {
  if (kind === 'done') return pass('As it should be.');
  const one = mixed.find((o) => o.status === kind);
  return one ?? mixed[i % mixed.length] ?? away;
}

async function verified(at: { enrolmentId: string; workshopId: string }, step: Step, kind: Kind): Promise<void> {
  const findings = step.checks.map((c, i) => ({ checkId: c.id, evidence: [], outcome: outcomeOf(kind, i) }));
  await change(at, { attempt: { trigger: 'click', report: { step: step.slug, durationMs: 5, learnt: {}, findings } } });
}

const names = [
  'Ada Quill',
  'Bo Lindqvist',
  'Chidi Okafor-Rasmussen',
  'Dana Whitfield',
  'Emre Yıldız',
  'Fatima Al-Sayed',
  'Giulia Wolfeschlegelsteinhausenbergerdorff',
];

/** A workshop in full swing: one attendee half way, others around, and its facilitator. */
export async function scene(hands: Hands) {
  const facilitator = await hands.person(await hands.newcomer('Greta Holm-Looks', { appRoles: ['Facilitator'] }));
  await db().person.update({ where: { id: facilitator.id }, data: { isFacilitator: true } });
  const [id, slug] = [randomUUID(), `looks-${randomUUID().slice(0, 8)}`];
  const secrets = sealSecrets(lab, id, hands.settings, { dssAdminKey: hands.dssAdminKey });
  const more = { title: 'Tuesday session', joinCode: 'K7P-PINE', isPractice: true, endsAt: new Date(Date.now() + 5 * 3_600_000) };
  await db().workshop.create({ data: { id, slug, lab: lab.id, secrets, settings: hands.settings, createdById: facilitator.id, ...more } });
  const enrolled = [];
  const stuck: (() => Promise<void>)[] = [];
  for (const [i, name] of names.entries()) {
    const person = await hands.person(await hands.newcomer(name));
    const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: id, personId: person.id, step: 'create-cluster' } });
    const at = { enrolmentId, workshopId: id };
    const reached = i * 2 + 1;
    for (const step of steps.slice(0, reached)) await verified(at, step, 'done');
    const current = steps[reached];
    if (current) stuck.push(() => verified(at, current, i === 0 ? 'mixed' : (mixed[i % 4]?.status ?? 'mixed')));
    if (i === 2) await askForHelp(at, { step: current?.slug ?? '', text: null, outcomes: [] });
    enrolled.push({ personId: person.id, enrolmentId });
  }
  const [attendee] = enrolled;
  if (!attendee) throw new Error('The scene has nobody in it.');
  const values = {
    workspaceName: 'quill-lab',
    clusterHost: 'adb-5504218931760442.2.azuredatabricks.net',
    clusterPort: '443',
    clusterHttpPath: 'sql/protocolv1/o/5504218931760442/1123-031502-k2v8q1x0',
  };
  await change({ enrolmentId: attendee.enrolmentId, workshopId: id }, { values: { set: values, source: 'typed' } });
  /** Makes the unfinished steps what they were: the portal checks again what waits for a service, and finds that it was made up. */
  const restore = async () => {
    for (const verify of stuck) await verify();
  };
  return { slug, attendee, facilitatorId: facilitator.id, restore };
}
export type Scene = Awaited<ReturnType<typeof scene>>;
