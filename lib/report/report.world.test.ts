// What can be downloaded of a workshop, and what its report is made of, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { boardEntries } from '@/lib/progress/board';
import { togetherIn } from '@/lib/together/read';
import { checkLeftovers } from './check-leftovers';
import { cleaningOf } from './cleaning';
import { fileOf } from './download';
import { factsOf } from './facts';
import { cleanUpsOf } from './left-behind';
import { orchard as lab } from './orchard';
import { reportOf } from './report';
import { type TableName, tableNames, tables } from './tables';

const start = Date.parse('2026-11-26T09:00:00Z');
const at = (minute: number) => new Date(start + minute * 60_000);
const somebody = (name: string) => {
  const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: randomUUID() };
  return db().person.create({ data: { ...ids, name, userName: `${ids.objectId}@practice.example` } });
};

let workshopId: string;
let olga: Awaited<ReturnType<typeof somebody>>;
beforeEach(async () => {
  olga = await somebody('Olga');
  workshopId = randomUUID();
  await db().workshop.create({
    data: { id: workshopId, slug: workshopId, lab: lab.id, title: 'T', joinCode: workshopId, settings: {}, createdById: olga.id },
  });
});
afterAll(() => db().$disconnect());

async function attendee(name: string, more: Record<string, unknown> = {}) {
  const person = await somebody(name);
  const { id } = await db().enrolment.create({
    data: { workshopId, personId: person.id, track: 'whole', joinedAt: at(0), ...more },
  });
  return id;
}
const wrong = { status: 'wrong', message: 'Too short.', remedy: 'Take another.', expected: '3 m', found: '2 m' };
const away = {
  status: 'unreachable',
  cloud: 'Orchard',
  trouble: 'slow',
  message: 'No answer.',
  remedy: 'Wait.',
  requestId: 'r-1',
  code: 'E1',
};
const attempt = (enrolmentId: string, step: string, outcomes: Record<string, object>, more: Record<string, unknown> = {}) =>
  db().attempt.create({
    data: {
      ...{ enrolmentId, step, trigger: 'click', at: at(1), durationMs: 5, passed: false, failed: true },
      outcomes: Object.entries(outcomes).map(([checkId, outcome]) => ({ checkId, outcome, evidence: [] })),
      answers: { kept: 'the-answer-of-a-service' },
      ...more,
    },
  });
const pass = (enrolmentId: string, step: string, minute: number, more: Record<string, unknown> = {}) =>
  db().stepPass.create({ data: { enrolmentId, step, how: 'verified', at: at(minute), ...more } });

async function file(name: TableName, format: 'csv' | 'json'): Promise<string> {
  let all = '';
  for await (const part of fileOf(lab, workshopId, name, format)) all += part;
  return all;
}
const rows = async (name: TableName) => {
  const { data } = Papa.parse<Record<string, string>>((await file(name, 'csv')).slice(1), { header: true, skipEmptyLines: true });
  expect(JSON.parse(await file(name, 'json'))).toHaveLength(data.length);
  return data;
};

describe('a table', () => {
  test.each(tableNames)('of %s has its titles, and no rows where there is nothing', async (name) => {
    expect(await file(name, 'csv')).toBe(`\uFEFF${tables[name].columns.join(',')}\r\n`);
    expect(await file(name, 'json')).toBe('[]\n');
  });

  test('has a row for what there is, and none about another workshop, a facilitator, or a secret', async () => {
    const enrolmentId = await attendee('Ada');
    const fill = async (id: string) => {
      await attempt(id, 'ladder', { 'orchard.ladder-stands': wrong });
      await pass(id, 'ladder', 5);
      await db().standing.create({
        data: { enrolmentId: id, step: 'ladder', checkId: 'c', status: 'wrong', verdict: wrong, checkedAt: at(1) },
      });
      await db().value.create({ data: { enrolmentId: id, name: 'ladderName', value: 'ladder-7', source: 'typed' } });
      const help = await db().helpRequest.create({ data: { enrolmentId: id, step: 'ladder', text: 'help', takenById: olga.id } });
      await db().helpReply.create({ data: { requestId: help.id, by: 'facilitator', byPersonId: olga.id, text: 'here' } });
      await db().hintOpened.create({ data: { enrolmentId: id, step: 'ladder', hint: 1 } });
      await db().solveRequest.create({ data: { enrolmentId: id, step: 'ladder', byPersonId: olga.id } });
    };
    await fill(enrolmentId);
    await db().announcement.create({ data: { workshopId, kind: 'news', text: 'Hello', audience: 'everybody', byPersonId: olga.id } });
    await db().auditEvent.create({ data: { workshopId, personId: olga.id, action: 'workshop.created', detail: { title: 'T' } } });
    await db().rosterEntry.create({ data: { workshopId, name: 'Ada', userName: 'ada@x.example' } });
    await db().workshop.update({ where: { id: workshopId }, data: { secrets: { k: { keyId: 'k', sealed: 'c2VjcmV0' } } } });
    await fill(await attendee('Gil', { role: 'facilitator' }));
    const mine = workshopId;
    workshopId = randomUUID();
    await db().workshop.create({ data: { id: workshopId, slug: workshopId, lab: lab.id, title: 'T', joinCode: workshopId, settings: {} } });
    await fill(await attendee('Eve'));
    workshopId = mine;
    for (const name of tableNames) {
      const found = await rows(name);
      expect([name, found.length]).toEqual([name, name === 'steps' ? 3 : 1]);
      const text = await file(name, 'json');
      for (const no of ['Gil', 'Eve', 'c2VjcmV0', 'the-answer-of-a-service', workshopId]) expect(text).not.toContain(no);
    }
  });

  test('of steps says how each is passed, and how long it took where they did it themselves', async () => {
    const id = await attendee('Ada');
    await attempt(id, 'ladder', {});
    await attempt(id, 'ladder', {}, { at: at(3), failed: false, passed: true });
    await attempt(id, 'ladder', {}, { trigger: 'watch' });
    await pass(id, 'ladder', 4);
    await pass(id, 'pick', 10, { how: 'waived', byPersonId: olga.id, reason: '=late' });
    expect(await rows('steps')).toMatchObject([
      {
        step: 'ladder',
        state: 'verified',
        clicks: '2',
        failed_clicks: '1',
        minutes: '4',
        passed_at: at(4).toISOString(),
        last_click_at: at(3).toISOString(),
      },
      { step: 'pick', state: 'waived', clicks: '0', minutes: '', passed_by: 'Olga', reason: "'=late" },
      { step: 'tidy-up', step_number: '1.3', state: 'not started', passed_at: '', minutes: '' },
    ]);
  });

  test('of outcomes tells a failure from what could not be asked', async () => {
    await attempt(await attendee('Ada'), 'ladder', { a: wrong, b: away, c: { status: 'waiting', on: 'The ladder is on its way' } });
    expect(await rows('outcomes')).toMatchObject([
      { check: 'a', status: 'wrong', message: 'Too short.', expected: '3 m', found: '2 m', service: '' },
      { check: 'b', status: 'unreachable', service: 'Orchard', trouble: 'slow', code: 'E1', request_id: 'r-1' },
      { check: 'c', status: 'waiting', message: 'The ladder is on its way' },
    ]);
  });

  test('has everybody, however many they are, in a form that no spreadsheet calculates', async () => {
    for (let i = 0; i < 45; i++) await attendee(`=cmd|${i}`);
    const found = await rows('attendees');
    expect(new Set(found.map((r) => r['attendee_id'])).size).toBe(45);
    expect(found.every((r) => r['name']?.startsWith("'=cmd|"))).toBe(true);
  });
});

describe('the report', () => {
  const report = async () => reportOf(lab, await factsOf(workshopId));

  test('counts attendees, by how they passed, and no facilitator', async () => {
    const [ada, bo] = [await attendee('Ada'), await attendee('Bo')];
    const gil = await attendee('Gil', { role: 'facilitator' });
    await pass(ada, 'ladder', 5);
    await pass(bo, 'ladder', 50, { how: 'solved' });
    await pass(gil, 'ladder', 1);
    await attempt(bo, 'pick', { x: wrong });
    expect((await report()).steps[0]).toMatchObject({ people: 2, verified: 1, solved: 1, medianMinutes: 5 });
    expect((await report()).steps[1]).toMatchObject({ people: 2, tried: 1, untouched: 1 });
  });

  test('says what failed most often, for how many, by its cause; what wasn’t done yet and what could not be asked are separate', async () => {
    const [ada, bo] = [await attendee('Ada'), await attendee('Bo')];
    const check = 'orchard.ladder-stands';
    for (const message of ['Too short.', 'Broken.', 'Too short.']) await attempt(ada, 'ladder', { [check]: { ...wrong, message } });
    await attempt(bo, 'ladder', { [check]: wrong, other: away });
    await attempt(bo, 'pick', { 'orchard.basket-is-full': { status: 'missing', message: 'Empty.', remedy: 'Pick.' } });
    await attempt(bo, 'pick', { 'orchard.basket-is-full': wrong }, { trigger: 'watch' });
    await attempt(ada, 'pick', {
      'orchard.basket-is-full': { ...away, trouble: 'stranger', message: 'The orchard doesn’t know you yet.' },
    });
    const { failures, notYet, troubles } = await report();
    expect(failures).toMatchObject([
      { title: 'The ladder stands', status: 'wrong', message: 'Too short.', people: 2, times: 3 },
      { title: 'The ladder stands', status: 'wrong', message: 'Broken.', people: 1, times: 1 },
    ]);
    expect(notYet.map(({ title, message }) => [title, message]).sort()).toEqual([
      ['The basket is full', 'Empty.'],
      ['The basket is full', 'The orchard doesn’t know you yet.'],
    ]);
    expect(troubles).toMatchObject([{ service: 'Orchard', trouble: 'slow', message: 'No answer.', people: 1, times: 1 }]);
  });

  test.each(['waived', 'solved'])('counts no failures of a step that was %s', async (how) => {
    const ada = await attendee('Ada');
    await attempt(ada, 'ladder', { a: wrong, b: away });
    await pass(ada, 'ladder', 9, { how });
    expect(await report()).toMatchObject({ failures: [], notYet: [], troubles: [] });
  });

  test('begins where the room did, without its breaks', async () => {
    const breaks = [{ from: at(30).toISOString(), to: at(40).toISOString() }];
    await db().workshop.update({ where: { id: workshopId }, data: { startsAt: at(20), breaks } });
    await pass(await attendee('Ada'), 'ladder', 45);
    expect((await report()).steps[0]).toMatchObject({ medianMinutes: 15 });
    await db().workshop.update({ where: { id: workshopId }, data: { breaks: 'nonsense' } });
    expect((await report()).steps[0]).toMatchObject({ medianMinutes: 25 });
  });

  test('knows what may still cost and whose it is, and whose clean-up is verified', async () => {
    const [ada, bo] = [await attendee('Ada'), await attendee('Bo')];
    await db().value.create({ data: { enrolmentId: ada, name: 'ladderName', value: 'ladder-7', source: 'typed' } });
    await db().value.create({ data: { enrolmentId: ada, name: 'other', value: 'x', source: 'typed' } });
    const verdict = { status: 'missing', message: 'It is out.', remedy: 'Bring it back.' };
    const more = { checkId: 'orchard.ladder-is-back', checkedAt: at(5) };
    await db().standing.create({
      data: { enrolmentId: ada, step: 'tidy-up', ...more, status: 'missing', verdict, trouble: away, troubleAt: at(6) },
    });
    await pass(bo, 'tidy-up', 9);
    expect(cleanUpsOf(lab, await cleaningOf(lab, workshopId))).toMatchObject([
      {
        name: 'Ada',
        left: [{ state: 'there', called: 'ladder-7', checkedAt: at(5).toISOString(), trouble: 'No answer.' }],
        verifiedAt: null,
      },
      { name: 'Bo', left: [], verifiedAt: at(9).toISOString() },
    ]);
  });
});

describe('checking what is left', () => {
  const check = async () => {
    const workshop = await db().workshop.findUniqueOrThrow({ where: { id: workshopId } });
    return checkLeftovers(workshop, lab, olga.id);
  };
  const left = async () =>
    cleanUpsOf(lab, await cleaningOf(lab, workshopId))
      .filter((c) => c.left.length > 0)
      .map((c) => c.name);
  async function leaves(name: string, isSignedIn: boolean) {
    const id = await attendee(name);
    await db().value.create({ data: { enrolmentId: id, name: 'ladderName', value: 'ladder-7', source: 'typed' } });
    const { person } = await db().enrolment.findUniqueOrThrow({ where: { id }, select: { person: true } });
    if (isSignedIn)
      await db().tokenCache.create({ data: { homeAccountId: person.homeAccountId, keyId: 'k', sealed: new Uint8Array([1]) } });
    return id;
  }

  test('asks as each attendee who may have left something, and says for whom it could not, and why', async () => {
    const ada = await leaves('Ada', true);
    await leaves('Bo', false);
    await attendee('Cy');
    expect(await check()).toEqual({
      tone: 'done',
      note: expect.stringMatching(/^Checking 1 person\. .*Not checked: 1 person\. They’re signed out/),
    });
    await expect.poll(left).toEqual(['Bo']);
    // what is found is kept beside: no try of theirs, and nothing that their page or a board shows
    expect(await db().attempt.findMany({ where: { enrolmentId: ada }, select: { step: true, trigger: true } })).toEqual([
      { step: 'tidy-up', trigger: 'leftovers' },
    ]);
    expect(await db().standing.count({ where: { enrolmentId: ada } })).toBe(0);
    expect(await db().stepPass.count({ where: { enrolmentId: ada } })).toBe(0);
    expect((await boardEntries(workshopId)).map(({ open, changed, passed }) => [...open, ...changed, ...passed])).toEqual([[], [], []]);
    expect(await togetherIn(workshopId)).toEqual([]);
    const acts = await db().auditEvent.findMany({ where: { workshopId }, select: { action: true, detail: true } });
    expect(acts).toEqual([{ action: 'leftovers.checked', detail: { step: 'tidy-up', people: '1' } }]);
  });

  test('says that there is nobody, and checks nothing once a workshop is over', async () => {
    expect(await check()).toEqual({ tone: 'bad', note: 'Nobody has left anything behind, as far as Guidepost knows.' });
    await leaves('Ada', true);
    await db().workshop.update({ where: { id: workshopId }, data: { closedAt: new Date() } });
    expect(await check()).toEqual({ tone: 'bad', note: expect.stringContaining('Nothing is checked anymore.') });
    expect(await db().attempt.count({ where: { enrolment: { workshopId } } })).toBe(0);
  });
});
