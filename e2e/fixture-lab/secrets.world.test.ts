// Where a key goes, whoever holds the workshop in memory and whatever stands in the database. With a lab that only tests know.
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { accessOf, type TabSecrets } from '@/lib/attendee/access';
import { findEnrolled } from '@/lib/attendee/find';
import { type InLab, inLab } from '@/lib/attendee/in-lab';
import { pressed } from '@/lib/attendee/press';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { stepsOf } from '@/lib/lab/lab';
import { bus } from '@/lib/progress/bus';
import { seal } from '@/lib/seal';
import { bindSecrets, lostSeals, lostWords } from '@/lib/seals';
import { sealSecrets, workshopNow } from '@/lib/workshop-secrets';
import lab from './lab';

const before = { pharosUrl: 'https://api.pharos.example', harbor: 'north-pier', color: 'white' };
const after = { ...before, pharosUrl: 'https://evil.example' };
let id: string;
let held: InLab;
/** Hosts that anything of this process has begun to ask. */
const asked: string[] = [];
subscribe('undici:request:create', (message) => asked.push(String((message as { request: { origin: unknown } }).request.origin)));

const write = (data: { settings?: object; secrets?: object }) => db().workshop.update({ where: { id }, data });
const storedNow = async () => (await db().workshop.findUniqueOrThrow({ where: { id } })).secrets;
const credential = (secrets: TabSecrets = {}) => accessOf(held, { secrets }).credentialFor?.('pharos');

async function namesNow() {
  const now = await workshopNow(lab, id);
  return { kept: now.kept(), lost: now.lost() };
}

/** As a Guidepost before origins wrote it. */
function sealedBefore(key: string, [sealKey] = env().SEAL_KEYS) {
  const { keyId, sealed } = seal(key, `workshop ${id} pharosKey`, sealKey ? [sealKey] : []);
  return { pharosKey: { keyId, sealed: sealed.toString('base64') } };
}

beforeEach(async () => {
  id = randomUUID();
  const words = { name: 'Pia', userName: 'pia@practice.example', homeAccountId: 'x' };
  const person = await db().person.create({ data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), ...words } });
  const secrets = sealSecrets(lab, id, before, { pharosKey: 'first-key' });
  await db().workshop.create({
    data: { id, slug: id, lab: lab.id, title: 'T', joinCode: id, settings: before, secrets, createdById: person.id },
  });
  await db().enrolment.create({ data: { workshopId: id, personId: person.id, track: 'keeper' } });
  const found = await findEnrolled({ personId: person.id, signedInAt: Date.now() }, id, null);
  if (!found) throw new Error('They are in no workshop.');
  held = inLab(found.attendee, lab);
  asked.splice(0);
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

describe('the workshop’s key', () => {
  test('goes to the origin it was entered for', async () => {
    expect(await credential()).toEqual({ origin: 'https://api.pharos.example', key: 'first-key', whose: 'workshop' });
  });
  test('a new one does not go to the old host, though an earlier copy of the workshop is in memory', async () => {
    await write({ settings: after, secrets: sealSecrets(lab, id, after, { pharosKey: 'second-key' }) });
    expect(held.workshop.settings).toEqual(before);
    expect(await credential()).toEqual({ origin: 'https://evil.example', key: 'second-key', whose: 'workshop' });
  });
  test('does not follow another URL, whoever wrote it', async () => {
    await write({ settings: after });
    expect(await credential()).toBeNull();
    expect(await namesNow()).toEqual({ kept: [], lost: ['pharosKey'] });
  });
  test('nor when the origin next to it is overwritten: the sealed key is bound to it', async () => {
    const { pharosKey } = sealSecrets(lab, id, before, { pharosKey: 'first-key' });
    await write({ settings: after, secrets: { pharosKey: { ...pharosKey, origin: 'https://evil.example' } } });
    expect(await credential()).toBeNull();
  });
  test('nor into another workshop', async () => {
    await write({ secrets: sealSecrets(lab, randomUUID(), before, { pharosKey: 'first-key' }) });
    expect(await credential()).toBeNull();
  });
});

describe('a key of the attendee’s tab', () => {
  const given = (origin: string | null) => ({ keeperKey: { text: 'my-key', origin } });
  test('goes to the origin that the page showed, before the workshop’s', async () => {
    expect(await credential(given('https://api.pharos.example'))).toEqual({
      origin: 'https://api.pharos.example',
      key: 'my-key',
      whose: 'attendee',
    });
  });
  test('does not follow the facilitator’s URL to another host', async () => {
    await write({ settings: after });
    await expect(credential(given('https://api.pharos.example'))).rejects.toMatchObject({
      detail: {
        trouble: 'no-key',
        words: {
          message:
            'Your keeper key was not used: you entered it for https://api.pharos.example, and this workshop now uses https://evil.example.',
        },
      },
    });
  });
  test.each([null, '', 'https://api.pharos.example.evil.example', 'https://api.pharos.example:444', 'https://api.pharos.example/'])(
    'one for %o is not used',
    async (origin) => {
      await expect(credential(given(origin))).rejects.toMatchObject({ detail: { trouble: 'no-key' } });
    },
  );
  test('a press with one for another host asks nobody, and says why on the check', async () => {
    const [step] = stepsOf(lab, 'keeper');
    if (!step) throw new Error('The lab has no step.');
    const { state } = await pressed(held, step, { press: { kind: 'verify' }, typed: {}, secrets: given('https://old.example') });
    expect(state?.steps[step.slug]?.standings[0]?.trouble).toMatchObject({
      trouble: 'no-key',
      message: expect.stringContaining('you entered it for https://old.example'),
      remedy: 'If you know the new address, enter it again for that one. If you don’t, ask your facilitator.',
    });
    expect(state?.origins).toEqual({ keeperKey: 'https://api.pharos.example' });
    expect(asked).toEqual([]);
  });
});

describe('a key that was sealed before origins', () => {
  test('is not opened until it is bound to the origin of the settings, which happens once', async () => {
    await write({ secrets: sealedBefore('old-key') });
    expect(await credential()).toBeNull();
    expect(await bindSecrets([lab])).toBeGreaterThan(0);
    expect(await credential()).toEqual({ origin: 'https://api.pharos.example', key: 'old-key', whose: 'workshop' });
    const bound = await storedNow();
    await bindSecrets([lab]);
    expect(await storedNow()).toEqual(bound);
  });
  test('is left alone where its lab, its URL or the seal’s key is gone', async () => {
    const gone = { id: 'k0', key: Buffer.alloc(32, 1) };
    const unopened = sealedBefore('old-key', [gone]);
    await write({ secrets: unopened });
    await bindSecrets([lab]);
    expect(await storedNow()).toEqual(unopened);
    const secrets = sealedBefore('old-key');
    await write({ secrets });
    await bindSecrets([]);
    expect(await storedNow()).toEqual(secrets);
    await write({ settings: {}, secrets });
    await bindSecrets([lab]);
    expect(await storedNow()).toEqual(secrets);
  });
  test('next to one that is already bound, which stays unchanged', async () => {
    const { pharosKey } = sealSecrets(lab, id, before, { pharosKey: 'first-key' });
    await write({ secrets: { pharosKey: pharosKey ?? {}, gone: Object.values(sealedBefore('x'))[0] } });
    await bindSecrets([lab]);
    expect(await storedNow()).toMatchObject({ pharosKey });
  });
});

describe('a key of SEAL_KEYS that was dropped', () => {
  test('is named with how much cannot be opened, and the workshop’s key is told as lost', async () => {
    const earlier = await lostSeals();
    const one = sealedBefore('x', [{ id: 'k-old', key: Buffer.alloc(32, 2) }]);
    await write({ secrets: one });
    await db().tokenCache.create({ data: { homeAccountId: randomUUID(), keyId: 'k-older', sealed: new Uint8Array([1]) } });
    const lost = await lostSeals();
    expect(lost.keyIds).toEqual(expect.arrayContaining(['k-old', 'k-older']));
    expect([lost.workshops - earlier.workshops, lost.people - earlier.people]).toEqual([1, 1]);
    expect(await namesNow()).toEqual({ kept: [], lost: ['pharosKey'] });
    await db().tokenCache.deleteMany({ where: { keyId: 'k-older' } });
  });
  test.each([
    [
      { keyIds: ['k1'], workshops: 1, people: 2 },
      /no key named k1 anymore, so the secrets of 1 workshop and the sign-ins of 2 people cannot/,
    ],
    [
      { keyIds: ['k1', 'k2'], workshops: 0, people: 1 },
      /named k1, k2 anymore, so the secrets of 0 workshops and the sign-ins of 1 person /,
    ],
  ])('an operator is told what to do: %o', (lost, words) => {
    expect(lostWords(lost)).toMatch(words);
    expect(lostWords(lost)).toContain('add it at the end of SEAL_KEYS');
  });
});
