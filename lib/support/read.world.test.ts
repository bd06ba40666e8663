// Of whom, and of what, an account for a vendor's support can be had.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { allSteps } from '@/lib/lab/lab';
import type { Outcome } from '@/lib/lab/outcome';
import { bus } from '@/lib/progress/bus';
import { change } from '@/lib/progress/change';
import { accountFor } from './read';
import { textOf } from './text';

const lab = allLabs()[0] ?? expect.unreachable();
const [step, otherStep] = allSteps(lab);
if (!step || !otherStep) throw new Error('The lab has too few steps.');
const [check, another] = step.checks;
const settings = Object.fromEntries(Object.entries(lab.settings).map(([name, { preset }]) => [name, preset]));
const [place] = Object.entries(lab.settings).filter(([name, { isPlace }]) => isPlace && settings[name]);

interface Attendee {
  workshopId: string;
  enrolmentId: string;
  attempt: string;
}
let pia: Attendee;
let zoe: Attendee;

async function attendee(name: string): Promise<Attendee> {
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: 'x' };
  const person = await db().person.create({ data: { ...ids, name, userName: `${name}@practice.example` } });
  const id = randomUUID();
  await db().workshop.create({ data: { id, slug: id, lab: lab.id, title: 'T', joinCode: id, settings, createdById: person.id } });
  const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: id, personId: person.id } });
  const outcome: Outcome = { status: 'unreachable', cloud: 'Things', trouble: 'forbidden', message: 'm', remedy: 'r', code: 'Denied' };
  const line = { method: 'GET', host: 'things.example', at: new Date().toISOString(), ms: 5, status: 403, requestId: `request-of-${name}` };
  const findings = [check, another].map((c) => ({ checkId: c?.id ?? '', outcome, evidence: [{ ...line, path: `/things/${c?.id}` }] }));
  await change(
    { enrolmentId, workshopId: id },
    { attempt: { trigger: 'click', report: { step: step?.slug ?? '', durationMs: 5, learnt: {}, findings } } },
  );
  const { id: attempt } = await db().attempt.findFirstOrThrow({ where: { enrolmentId } });
  return { workshopId: id, enrolmentId, attempt };
}
const of = (whose: Attendee, subject: Parameters<typeof accountFor>[1], workshopId = whose.workshopId) =>
  accountFor({ lab, workshopId, settings, enrolmentId: whose.enrolmentId }, subject, null);

beforeAll(async () => {
  [pia, zoe] = [await attendee('pia'), await attendee('zoe')];
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

describe('an account', () => {
  test('of a step says who, where, with which versions, and what was asked for each check', async () => {
    const account = await of(pia, { step: step.slug });
    expect(account).toMatchObject({
      signInName: 'pia@practice.example',
      tenantId: env().ENTRA_TENANT_ID,
      versions: { lab: lab.id, node: process.version, portal: expect.stringMatching(/^\d+\.\d+\.\d+ \(\d{14}_/) },
      checks: [{ id: check?.id, trouble: { code: 'Denied' }, asked: [{ requestId: 'request-of-pia', status: 403 }] }, { id: another?.id }],
    });
    expect(account?.places).toMatchObject({ [place?.[1].label ?? '']: settings[place?.[0] ?? ''] });
    expect(account && textOf(account)).toContain('request id request-of-pia');
  });
  test('of one check has that check alone', async () => {
    expect((await of(pia, { step: step.slug, check: another?.id }))?.checks).toMatchObject([{ id: another?.id }]);
  });
  test('of an attempt has what it found then', async () => {
    expect(await of(pia, { attempt: pia.attempt })).toMatchObject({
      step: `step ${step.number} ${step.title}`,
      checks: [{ id: check?.id, checkedAt: expect.any(String), outcome: { trouble: 'forbidden' } }, { id: another?.id }],
    });
  });
});

describe('there is none', () => {
  test('of somebody’s attempt for another', async () => {
    expect(await of(pia, { attempt: zoe.attempt })).toBeNull();
  });
  test('of an attendee of another workshop', async () => {
    expect(await of(zoe, { step: step.slug }, pia.workshopId)).toBeNull();
    expect(await of(zoe, { attempt: zoe.attempt }, pia.workshopId)).toBeNull();
  });
  test.each([{ step: 'no-such-step' }, { step: otherStep.slug }, { step: step.slug, check: 'no.such-check' }, { attempt: randomUUID() }])(
    'of %o',
    async (subject) => {
      expect(await of(pia, subject)).toBeNull();
    },
  );
});
