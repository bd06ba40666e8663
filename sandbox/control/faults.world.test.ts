// Faults as the practice page orders them: each service's own API, for as long as is said, and what they met is told.
import { afterEach, expect, test } from 'vitest';
import { dssHost } from '../world/cast.ts';
import { faultyServices } from './fault-order.ts';

const origin = process.env['CLOUD_ORIGIN'] ?? '';
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${origin}/_practice/faults`, { method: 'POST', body, headers: { origin, ...headers }, redirect: 'manual' });
const press = (fields: Record<string, string>) => post(new URLSearchParams(fields));
const json = (fault: unknown) => post(JSON.stringify(fault), { 'content-type': 'application/json' });
const page = async () => (await (await fetch(`${origin}/_practice/`)).text()).replaceAll(/<!-- -->/g, '');
const statusOf = async (path: string) => (await fetch(`${origin}${path}`, { method: path.endsWith('/token') ? 'POST' : 'GET' })).status;

const clear = () =>
  fetch(`${origin}/_practice/faults/clear`, { method: 'POST', headers: { origin }, body: new URLSearchParams(), redirect: 'manual' });
afterEach(async () => void (await clear()));

const paths = {
  databricks: '/adb-5504218931760442.2.azuredatabricks.net/api/2.1/clusters/list',
  azure: '/management.azure.com/subscriptions?api-version=2022-12-01',
  entra: '/login.microsoftonline.com/common/oauth2/v2.0/token',
  dss: `/${dssHost}/public/api/projects/`,
};

test.each(Object.entries(paths))('the form’s presets reach %s, and its list says how many requests matched', async (service, path) => {
  const teapot = { mode: 'answer', status: '418', seconds: '600' };
  expect((await press({ ...teapot, service })).status).toBe(303);
  for (const [other, at] of Object.entries(paths)) expect([other, (await statusOf(at)) === 418]).toEqual([other, other === service]);
  expect(await statusOf(path)).toBe(418);
  expect(await page()).toContain('2 requests matched so far');
});

test('all of them are one choice, and the pages that people see are not meant', async () => {
  await press({ mode: 'answer', status: '418', seconds: '600', service: 'all' });
  for (const path of Object.values(paths)) expect([path, await statusOf(path)]).toEqual([path, 418]);
  for (const path of ['/portal.azure.com/', `/${dssHost}/`]) expect(await statusOf(path)).not.toBe(418);
});

test('the page offers each service, seconds, and a path that follows the service', async () => {
  const html = await page();
  for (const { label } of Object.values(faultyServices)) expect(html).toContain(label);
  expect(html).toMatch(/name="seconds"/);
  expect(html).not.toMatch(/name="path"[^>]*value="[^"]/);
});

test('with seconds alone every request meets it; with neither, one does, and it is told as over', async () => {
  await json({ host: '^management', status: 418, seconds: 600 });
  for (let asked = 0; asked < 3; asked++) expect(await statusOf(paths.azure)).toBe(418);
  await clear();
  expect(await page()).toContain('over; 3 requests matched');
  await json({ host: '^management', status: 418 });
  expect([await statusOf(paths.azure), (await statusOf(paths.azure)) === 418]).toEqual([418, false]);
  expect(await page()).toContain('over; 1 request matched');
});
