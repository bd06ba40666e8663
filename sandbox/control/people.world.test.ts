// Somebody who comes to the practice cloud, does something in each service, and is removed.
import { expect, test } from 'vitest';

const cloud = process.env['CLOUD_ORIGIN'] ?? '';
const domain = 'leaving.practice.example';
const [leaver, stayer] = [`lea.${Date.now()}@${domain}`, `stan.${Date.now()}@practice.example`];

async function control(path: string, body: unknown = {}): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${cloud}/_practice${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}
const world = async () => JSON.stringify((await (await fetch(`${cloud}/_practice/state`)).json()).world);

test('people of a domain are removed with what is theirs in every service, and nobody else’s', async () => {
  for (const upn of [leaver, stayer]) {
    const workspace = upn.replace(/\W+/g, '-').slice(0, 40);
    await control('/people', { name: upn.slice(0, 4), upn });
    await control('/consent', { upn });
    expect(await control('/seed', { upn, workspace, cluster: true, warehouse: true, dss: true })).toMatchObject({ ok: true });
  }
  const login = leaver.split('@')[0] ?? '';
  expect(await world()).toContain(login);
  expect(await control('/people/remove', { domain })).toEqual({ removed: 1 });
  const left = await world();
  for (const trace of [leaver, login, login.replace('.', '-'), login.replace('.', '_').toUpperCase()]) expect(left).not.toContain(trace);
  expect(left).toContain(stayer);
  expect(left).toContain((stayer.split('@')[0] ?? '').replace('.', '-'));
  expect(await control('/people/remove', { domain })).toEqual({ removed: 0 });
});

test('the cast stays, whatever is removed', async () => {
  expect(await control('/people/remove', { domain: 'practice.example' })).toMatchObject({ error: expect.any(String) });
  expect(await world()).toContain('Ada Quill');
});
