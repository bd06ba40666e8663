// What the operator does by command after a check was fixed.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '@/bin/replay/command';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { misjudge, misjudgedStatus } from './misjudged';

const lab = findLab('databricks-dss');
const words = { name: 'Fay', userName: 'fay@practice.example', homeAccountId: 'x' };
const somebody = () => db().person.create({ data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), ...words } });
let person: Awaited<ReturnType<typeof somebody>>;
let workshop: { id: string; slug: string; lab: string };
let enrolmentId: string;

async function workshopWith() {
  const id = randomUUID();
  const data = { id, slug: id, lab: lab.id, title: 'Tuesday', joinCode: id, settings: {}, createdById: person.id };
  const made = await db().workshop.create({ data });
  const { id: enrolmentId } = await db().enrolment.create({ data: { workshopId: id, personId: (await somebody()).id } });
  await misjudge({ enrolmentId, workshopId: id });
  return { made, enrolmentId };
}
const acts = () => db().auditEvent.findMany({ where: { workshopId: workshop.id } });

beforeEach(async () => {
  person = await somebody();
  ({ made: workshop, enrolmentId } = await workshopWith());
});
afterAll(() => db().$disconnect());

describe('the command', () => {
  async function said(isApplied: boolean, slug = workshop.slug): Promise<string> {
    const lines: string[] = [];
    await run(slug, isApplied, (line) => lines.push(line));
    return lines.join('\n');
  }
  test('lists who, which step and check, from what to what; twice the same, and nothing is changed', async () => {
    const first = await said(false);
    expect(first).toContain('Fay, step 1.1');
    expect(first).toContain(
      'azure.workspace-is-premium: wrong (The pricing tier is premium, and this workshop asks for Premium.) → pass (Premium.)',
    );
    expect(first).toContain('To change it, add --apply.');
    expect(await said(false)).toBe(first);
    expect(await misjudgedStatus(enrolmentId)).toBe('wrong');
  });
  test('changes it when it is told to, and that is on record as nobody’s in particular', async () => {
    expect(await said(true)).toContain('Changed: 1 of 1.');
    expect(await misjudgedStatus(enrolmentId)).toBe('pass');
    expect(await acts()).toMatchObject([{ action: 'attempt.rejudged', personId: null }]);
    expect(await said(true)).toContain('1 attempt was judged again. Nothing would change.');
  });
  test('does not know a workshop that does not exist', async () => {
    await expect(said(false, 'no-such-workshop')).rejects.toThrow('There is no workshop no-such-workshop.');
  });
});
