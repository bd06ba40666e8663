// What it costs to check earlier steps again after a press, with everything in place: each asks as much as a verify of that step.
import { afterAll, beforeAll, expect, test } from 'vitest';
import lab from '@/labs/databricks-dss/lab';
import { stepsOf } from '@/lib/lab/lab';
import type { Finding } from '@/lib/lab/outcome';
import { practiceHands } from './hands';
import { someone } from './solve/person';

const hands = await practiceHands();
/** What one press may ask of the services beside its own step, as docs/performance.md says. */
const mostRequests = 16;

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  const noWaits = { workspaceSeconds: 0, clusterSeconds: 0, warehouseSeconds: 0, jobSeconds: 0, contextSeconds: 0, coldPythonSeconds: 0 };
  await hands.practice('/rules', { preset: 'strict', ...noWaits });
});
afterAll(() => hands.practice('/reset'));

/** A request that several checks share is one. */
const requestsOf = (findings: readonly Finding[]): number =>
  new Set(findings.flatMap(({ evidence }) => evidence.map(({ at, host, path }) => `${at} ${host}${path}`))).size;

test('a press adds no more requests than it is said to, on whatever step', async () => {
  const one = await someone(hands, 'Lou Lookback', 'whole');
  const steps = stepsOf(lab, 'whole');
  const requests = new Map<string, number>();
  for (const { slug } of steps) {
    await one.spoil(slug);
    await one.solve(slug);
    requests.set(slug, requestsOf(await one.verify(slug)));
  }
  const looked = (slug: string) => steps.some((s) => s.slug === slug && !s.checks.some((check) => check.carriesOn));
  const costs = steps.map(({ slug, buildsOn }) => {
    const each = buildsOn.filter(looked).map((earlier) => requests.get(earlier) ?? 0);
    return [slug, each.reduce((sum, n) => sum + n, 0)] as const;
  });
  expect(costs.filter(([, n]) => n > mostRequests)).toEqual([]);
  expect(costs.some(([, n]) => n > 0)).toBe(true);
}, 120_000);
