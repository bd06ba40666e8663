// A service is faulty while a step is done for somebody: it is reported part by part, nothing is done twice, and it continues afterward.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceHands } from '../hands';
import { type Someone, someone } from './person';

const hands = await practiceHands();
const noWaits = {
  ...{ workspaceSeconds: 0, clusterSeconds: 0, warehouseSeconds: 0, jobSeconds: 0 },
  ...{ contextSeconds: 0, coldPythonSeconds: 0, codeEnvSeconds: 0, importSeconds: 0 },
};
const before = ['create-workspace', 'create-cluster', 'start-warehouse', 'connect-cluster'];
let people = 0;

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
});
beforeEach(() => hands.practice('/rules', { ...noWaits, coreQuota: 10_000 }));
afterAll(() => hands.practice('/reset'));

/** Somebody new who has done the steps before one. */
async function ready(slug: string): Promise<Someone> {
  const one = await someone(hands, `Fay Faulted${++people}`, 'whole');
  for (const step of before) {
    if (step === slug) break;
    await one.solve(step);
    await one.verify(step);
  }
  return one;
}

const ways: [string, Record<string, unknown>, RegExp][] = [
  ['503', { status: 503, body: '' }, /./],
  ['a captive portal’s page', { mode: 'html' }, /A web page answered/],
  ['an empty answer', { status: 200, body: '' }, /answered/],
  ['a connection that is cut in the middle of the answer', { mode: 'sever' }, /./],
];
const places: [string, string, string][] = [
  ['create-workspace', 'workspace', 'management.azure.com'],
  ['create-cluster', 'cluster', 'adb-.*'],
  ['start-warehouse', 'start', 'adb-.*'],
  ['create-project', 'project', 'dss.practice.example'],
];

describe.each(places)('%s, part %s, at %s', (slug, part, host) => {
  test.each(ways)('under %s', async (_, fault, words) => {
    const one = await ready(slug);
    await hands.practice('/faults', { host: `^${host}$`, times: 100_000, ...fault });
    const parts = await one.solve(slug);
    await hands.practice('/faults/clear');
    const faulty = parts.find(({ id }) => id === part);
    expect(faulty).toMatchObject({ how: 'failed', said: expect.stringMatching(words) });
    expect(parts.filter(({ how }) => how === 'done')).toEqual([]);
    await one.solve(slug);
    expect(await one.notGreen(slug)).toEqual([]);
  });
});

test('a change whose answer was lost is found at the next look, and not made again', async () => {
  const one = await ready('create-cluster');
  // the service has done it, and the answer is cut off
  await hands.practice('/faults', { host: '^adb-.*$', path: 'clusters/create', times: 1, mode: 'sever' });
  expect((await one.solve('create-cluster'))[0]?.how).toBe('failed');
  await hands.practice('/faults/clear');
  await one.solve('create-cluster');
  expect(await one.notGreen('create-cluster')).toEqual([]);
  expect(await one.verify('create-cluster')).toContainEqual(
    expect.objectContaining({ checkId: 'databricks.cluster-is-mine', outcome: expect.not.objectContaining({ advice: expect.anything() }) }),
  ); // which would be that there are two
});
