// Each way for the practice cloud to be faulty, as a client meets it.
import { expect, test } from 'vitest';

const cloud = process.env['CLOUD_ORIGIN'] ?? '';
let count = 0;

async function control(path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${cloud}/_practice${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}
/** Asks for the tenant's keys, with a fault for that one request. */
async function asked(fault: Record<string, unknown>, signal?: AbortSignal): Promise<Response> {
  const cell = `net-${count++}`;
  await control('/faults', { host: 'login', cell, ...fault });
  const url = `${cloud}/login.microsoftonline.com/common/discovery/v2.0/keys`;
  return fetch(url, { headers: { 'x-practice-cell': cell }, redirect: 'manual', ...(signal ? { signal } : {}) });
}

test('any status with any body', async () => {
  expect(await (await asked({ status: 200, body: '[]' })).text()).toBe('[]');
  const moved = await asked({ status: 302, body: '', location: 'https://wifi.example/' });
  expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://wifi.example/']);
});

test('one that lasts so many seconds meets every request meanwhile, and none later', async () => {
  const cell = `net-${count++}`;
  const ask = async () =>
    (await fetch(`${cloud}/login.microsoftonline.com/common/discovery/v2.0/keys`, { headers: { 'x-practice-cell': cell } })).status;
  await control('/faults', { host: 'login', cell, status: 503, times: 1000, seconds: 600 });
  expect([await ask(), await ask()]).toEqual([503, 503]);
  await control('/faults/clear', { cell });
  await control('/faults', { host: 'login', cell, status: 503, times: 1000, seconds: 0.001 });
  await expect.poll(ask).toBe(200);
  const { faults } = await (await fetch(`${cloud}/_practice/state`)).json();
  expect(faults.filter((fault: { cell?: string }) => fault.cell === cell)).toEqual([]);
});

test('half of an answer, whole or with the connection gone', async () => {
  const whole = await (await asked({ times: 1, delayMs: 1 })).text();
  expect(await (await asked({ mode: 'truncate' })).text()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  const severed = await asked({ mode: 'sever' });
  expect(severed.status).toBe(200);
  await expect(severed.text()).rejects.toThrow();
});

test('no connection, no answer, and an answer that never ends', async () => {
  await expect(asked({ mode: 'cut' })).rejects.toThrow('fetch failed');
  await expect(asked({ mode: 'hang' }, AbortSignal.timeout(200))).rejects.toThrow('timeout');
  const dripping = await asked({ mode: 'drip' }, AbortSignal.timeout(400));
  expect(dripping.status).toBe(200);
  await expect(dripping.text()).rejects.toThrow('timeout');
});

test('a small body that unpacks to a large one', async () => {
  const bomb = await asked({ mode: 'bomb' });
  expect(Number(bomb.headers.get('content-length') ?? 0)).toBeLessThan(100_000);
  expect((await bomb.text()).length).toBe(64 * 1024 * 1024);
});

test('a fault of a cell is met by that cell’s requests alone, and lifted with it', async () => {
  await control('/faults', { host: 'login', cell: 'mine', status: 503, times: 9 });
  const ask = async (cell?: string) =>
    (await fetch(`${cloud}/login.microsoftonline.com/common/discovery/v2.0/keys`, { headers: cell ? { 'x-practice-cell': cell } : {} }))
      .status;
  expect([await ask('mine'), await ask('yours'), await ask()]).toEqual([503, 200, 200]);
  expect(await control('/faults/clear', { cell: 'mine' })).toEqual({ met: 1 });
  expect(await ask('mine')).toBe(200);
});
