// The proof of the mount where a context is Pending for a while and Python is cold: each look takes up what the last one began.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { InLab } from '@/lib/attendee/in-lab';
import { attendeeState } from '@/lib/attendee/state';
import { verifyFor } from '@/lib/attendee/verify';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import { db } from '@/lib/db';
import type { Member } from '@/lib/lab/practice';
import type { Trigger } from '@/lib/progress/change';
import { dropFreshnessOf } from '@/lib/progress/lease';
import { progressOf } from '@/lib/progress/read';
import { practiceHands } from '../hands';
import { openWorkshop, placed, stepsFor } from './place';

const hands = await practiceHands();
const host = hands.settings.commonWorkspaceUrl;
const clusterId = '0101-000000-communal';
const advance = (advanceSeconds: number) => hands.practice('/clock', { advanceSeconds });
let slug: string;
let who: Member;
let someone: InLab;

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world, and its clock
  slug = await openWorkshop(hands);
});
beforeEach(async () => {
  who = await hands.newcomer('Colin Cold');
  await hands.launch(who, host);
  await hands.practice('/mount', {
    host,
    mountPoint: '/mnt/colin',
    source: 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/',
  });
  await db().enrolment.deleteMany({ where: { workshop: { slug } } });
  someone = await placed(hands, slug, who, { mountName: 'colin' }, 'model');
  await restart();
  await hands.practice('/rules', { preset: 'strict' });
});
afterAll(() => hands.practice('/reset'));

const restart = () =>
  hands.atOnce(() => hands.call(who, databricks, 'POST', `https://${host}/api/2.1/clusters/restart`, { cluster_id: clusterId }));

const asked: string[] = [];
/** One verify, as a press or the watch makes it; the watch of an open page comes by itself. */
async function look(trigger: Trigger): Promise<string> {
  await dropFreshnessOf(someone.person.id);
  const [step] = stepsFor(someone, ['mount-storage']);
  const verified = step && (await verifyFor(someone, step, trigger));
  const [finding] = verified?.kind === 'checked' ? verified.report.findings : [];
  if (!finding) throw new Error(`nothing was checked: ${verified?.kind}`);
  asked.push(...finding.evidence.map((line) => line.path.split('?')[0] ?? ''));
  const { outcome } = finding;
  return `${outcome.status}: ${outcome.status === 'waiting' ? outcome.on : outcome.message}`;
}
const begun = async () =>
  (await db().standing.findFirst({ where: { enrolmentId: someone.enrolment.id, step: 'mount-storage' }, select: { begun: true } }))?.begun;
const count = (path: string) => asked.filter((line) => line.endsWith(path)).length;

test('a cold cluster is waited for over several looks, in one context and with one command', async () => {
  asked.length = 0;
  expect(await look('click')).toBe('waiting: Your cluster needs up to a minute before it can list its mounts');
  const context = await begun();
  expect(context).toEqual({ host, clusterId, contextId: expect.any(String), since: expect.any(Number) });

  expect(await look('watch')).toMatch(/^waiting/); // still Pending
  await advance(10);
  expect(await look('watch')).toMatch(/^waiting/); // the command runs
  expect(await begun()).toEqual({ ...(context as object), commandId: expect.any(String) }); // as checked above
  expect(JSON.stringify(await attendeeState(someone))).not.toContain('"begun"');

  await advance(20);
  expect(await look('watch')).toBe('pass: /mnt/colin, from that container.');
  expect(await begun()).toBeNull();
  expect((await progressOf(someone.enrolment.id)).passed).toMatchObject([{ step: 'mount-storage' }]);
  expect([count('contexts/create'), count('commands/execute'), count('contexts/destroy')]).toEqual([1, 1, 1]);
});

test('trouble on the way loses nothing, and a restarted cluster is asked again only at the next press', async () => {
  asked.length = 0;
  expect(await look('click')).toMatch(/^waiting/);
  const context = await begun();
  await hands.practice('/faults', { host, path: 'contexts/status', times: 1, status: 503, body: '' });
  expect(await look('watch')).toMatch(/^unreachable/);
  expect(await begun()).toEqual(context);
  expect(await look('watch')).toMatch(/^waiting/);

  await restart();
  expect(await look('watch')).toBe('missing: Your cluster hasn’t listed its mounts yet.');
  expect(await begun()).toBeNull();
  await hands.practice('/rules', { contextSeconds: 0, coldPythonSeconds: 0 });
  expect(await look('click')).toBe('pass: /mnt/colin, from that container.');
  expect([count('contexts/create'), count('contexts/destroy')]).toEqual([2, 1]);
});
