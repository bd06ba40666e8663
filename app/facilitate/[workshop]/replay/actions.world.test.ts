// What a facilitator does on the page that judges again.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { packAnswers } from '@/lib/lab/answers';
import { allSteps } from '@/lib/lab/lab';
import { pass } from '@/lib/lab/outcome';
import { change } from '@/lib/progress/change';
import { answerDaysOf } from '@/lib/replay/days';
import { planFor } from '@/lib/replay/read';
import { requireFacilitator } from '@/lib/session';
import { changeVerdicts, keepAnswers } from './actions';

vi.mock('@/lib/session', () => ({ requireFacilitator: vi.fn() }));

const lab = allLabs()[0] ?? expect.unreachable();
const step = allSteps(lab)[0] ?? expect.unreachable();
const check = step.checks[1] ?? expect.unreachable();
const known = Object.fromEntries(check.needs.map((name) => [name, 'something']));

/** A check told somebody that they had passed, as a mistake in it once did: nothing is there. */
const misjudge = (at: { enrolmentId: string; workshopId: string }) =>
  change(at, {
    attempt: {
      trigger: 'click',
      report: {
        step: step.slug,
        durationMs: 5,
        learnt: {},
        findings: [{ checkId: check.id, outcome: pass('Fine.'), evidence: [] }],
        answers: packAnswers(step.checks, new Map([[check.id, null]]), known),
      },
    },
  });
const statusOf = async (enrolmentId: string) => (await db().standing.findFirstOrThrow({ where: { enrolmentId } })).status;

const words = { name: 'Fay', userName: 'fay@practice.example', homeAccountId: 'x' };
const somebody = () => db().person.create({ data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), ...words } });
let person: Awaited<ReturnType<typeof somebody>>;
let workshop: { id: string; slug: string; lab: string; endsAt: Date | null; closedAt: Date | null };
let enrolmentId: string;

async function workshopWith() {
  const id = randomUUID();
  const data = { id, slug: id, lab: lab.id, title: 'Tuesday', joinCode: id, settings: {}, createdById: person.id };
  const made = await db().workshop.create({ data });
  const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: id, personId: (await somebody()).id } });
  await misjudge({ enrolmentId, workshopId: id });
  return { made, enrolmentId };
}
const formOf = (...fields: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const keysIn = async (workshopId: string) => (await planFor(lab, workshopId)).entries.map((e): [string, string] => ['key', e.key]);
const nothing = { changed: null, notes: [] };
const acts = () => db().auditEvent.findMany({ where: { workshopId: workshop.id } });

beforeEach(async () => {
  person = await somebody();
  ({ made: workshop, enrolmentId } = await workshopWith());
  vi.mocked(requireFacilitator).mockResolvedValue({ person, workshop } as never); // what the actions read of it
});
afterAll(() => db().$disconnect());

describe('what is ticked', () => {
  test('is written, and on record with who did it; the list that comes back is what is left', async () => {
    const result = await changeVerdicts(workshop.slug, nothing, formOf(...(await keysIn(workshop.id))));
    expect(result).toMatchObject({ changed: 1, notes: [], entries: [] });
    expect(await statusOf(enrolmentId)).toBe('missing');
    expect(await acts()).toMatchObject([{ action: 'attempt.rejudged', personId: person.id }]);
  });
  test.each([{ closedAt: new Date(0) }, { endsAt: new Date(0) }])(
    'in a workshop that is over (%o) is refused, with a sentence',
    async (over) => {
      vi.mocked(requireFacilitator).mockResolvedValue({ person, workshop: { ...workshop, ...over } } as never); // what the actions read of it
      const { changed, notes } = await changeVerdicts(workshop.slug, nothing, formOf(...(await keysIn(workshop.id))));
      expect([changed, notes]).toEqual([0, [expect.stringMatching(/No verdict is changed anymore\.$/)]]);
      expect(await statusOf(enrolmentId)).toBe('pass');
      expect(await acts()).toEqual([]);
    },
  );
  test('of another workshop stays unchanged, and is not even named', async () => {
    const other = await workshopWith();
    const result = await changeVerdicts(workshop.slug, nothing, formOf(...(await keysIn(other.made.id))));
    expect(result).toMatchObject({ changed: 0, notes: [] });
    expect(await statusOf(other.enrolmentId)).toBe('pass');
  });
  test('nothing, changes nothing', async () => {
    expect(await changeVerdicts(workshop.slug, nothing, formOf())).toMatchObject({ changed: 0, entries: [{ name: 'Fay' }] });
  });
  test('and made up, is nothing that our pages send', async () => {
    await expect(changeVerdicts(workshop.slug, nothing, formOf(['key', "'; DROP TABLE"]))).rejects.toMatchObject({
      digest: expect.stringContaining('404'),
    });
  });
});

describe('the days', () => {
  const keep = (days: string) => keepAnswers(workshop.slug, { at: 0 }, formOf(['answerDays', days]));
  test.each(['0', ' 14 ', '90'])('%s are kept, and on record', async (days) => {
    expect(await keep(days)).toMatchObject({ typed: days.trim() });
    expect(await answerDaysOf(workshop.id)).toBe(Number(days));
    expect(await acts()).toMatchObject([{ action: 'workshop.changed', detail: { answerDays: { from: '7', to: days.trim() } } }]);
  });
  test.each(['', '-1', '91', '1.5', 'many'])('%o are no number of days', async (days) => {
    expect(await keep(days)).toMatchObject({ problem: 'Enter a number of days from 0 to 90.', typed: days });
    expect(await answerDaysOf(workshop.id)).toBe(7);
  });
  test('as they were, are no act', async () => {
    await keep('7');
    expect(await acts()).toEqual([]);
  });
});
