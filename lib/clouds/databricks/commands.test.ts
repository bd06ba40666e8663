import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Refusal } from '../answer';
import type { Begun } from '../carry';
import type { Question } from '../http';
import { UpstreamError } from '../trouble';
import { commandsOf } from './commands';
import type { Workspace } from './workspace';

// a press stays with a cluster for some seconds
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());
vi.mock('node:timers/promises', () => ({ setTimeout: async (ms: number) => void vi.setSystemTime(Date.now() + ms) }));

const host = 'adb-1234567890123456.7.azuredatabricks.net';
const right = { mountPoint: '/mnt/ada', source: 'abfss://box@acc.dfs.core.windows.net/' };
const finished = { status: 'Finished', results: { resultType: 'text', data: JSON.stringify([right]) } };
const there = { kind: 'mounts', mounts: [right] };
const gone: Refusal = { status: 404, code: 'RESOURCE_DOES_NOT_EXIST', said: 'ContextNotFound', isOwn: true };
const slow = new UpstreamError({ cloud: 'Databricks', trouble: 'slow' });

type Say = unknown | Refusal | Error;
/** A cluster that answers each call with the next thing said for it, and with the last from then on; what it was asked, and what is kept. */
function cluster(says: Partial<Record<'create' | 'context' | 'execute' | 'command' | 'destroy', Say[]>>, begun: Begun | null = null) {
  const asked: string[] = [];
  const kept: (Begun | null)[] = [];
  const names: [RegExp, keyof typeof says, Say[]][] = [
    [/contexts\/create/, 'create', [{ id: 'c1' }, { id: 'c2' }]],
    [/contexts\/status/, 'context', [{ status: 'Running' }]],
    [/commands\/execute/, 'execute', [{ id: 'k1' }]],
    [/commands\/status/, 'command', [finished]],
    [/contexts\/destroy/, 'destroy', [{}]],
  ];
  async function ask<T>(path: string, schema: { parse: (body: unknown) => T }, more: Partial<Question<T>> = {}) {
    const [, name = 'create', usual = []] = names.find(([pattern]) => pattern.test(path)) ?? [];
    const of = says[name] ?? usual;
    const said = of[Math.min(of.length - 1, asked.filter((a) => a === name).length)];
    asked.push(name);
    if (said instanceof Error) throw said;
    if (typeof said === 'object' && said !== null && 'isOwn' in said) {
      if (more.isAbsent?.(said as Refusal)) return null; // one of the refusals above
      throw new UpstreamError({ cloud: 'Databricks', trouble: 'refused' });
    }
    return { body: schema.parse(said), at: 0 };
  }
  const workspace = (isClick: boolean) => ({ host, ask, run: { access: { isClick } } }) as unknown as Workspace; // as much as commands ask of one
  return {
    asked,
    get kept() {
      return kept.length > 0 ? kept.at(-1) : begun;
    },
    look: (isClick = true, clusterId = '1') => commandsOf(workspace(isClick)).mounts(clusterId, { begun, keep: (next) => kept.push(next) }),
  };
}
const context = { host, clusterId: '1', contextId: 'c0', since: Date.parse('2026-11-26T11:59:00Z') };
const command = { ...context, commandId: 'k0' };

test('a context is waited for until it runs, then the command; then it is destroyed', async () => {
  const it = cluster({
    context: [{ status: 'Pending' }, { status: 'Running' }],
    command: [{ status: 'Queued' }, { status: 'Running' }, finished],
  });
  expect(await it.look()).toEqual(there);
  expect(it.asked).toEqual(['create', 'context', 'context', 'execute', 'command', 'command', 'command', 'destroy']);
  expect(it.kept).toBeNull();
});

test.each([
  ['its context is getting ready', { context: [{ status: 'Pending' }] }, { contextId: 'c1' }, 'execute'],
  ['its Python is cold', { command: [{ status: 'Running' }] }, { contextId: 'c1', commandId: 'k1' }, 'destroy'],
])('a cluster that takes longer than a press is under way, and both ids are kept: %s', async (_, says, ids, never) => {
  const it = cluster(says);
  expect(await it.look()).toEqual({ kind: 'under-way', since: Date.parse('2026-11-26T12:00:00Z') });
  expect(it.kept).toEqual({ host, clusterId: '1', since: Date.parse('2026-11-26T12:00:00Z'), ...ids });
  expect(it.asked).not.toContain(never);
});

test.each([
  ['a context', context, ['context', 'execute', 'command', 'destroy']],
  ['a command', command, ['command', 'destroy']],
])('the next look takes up %s where it was, a press or not', async (_, begun, asked) => {
  for (const isClick of [true, false]) {
    const it = cluster({}, begun);
    expect(await it.look(isClick)).toEqual(there);
    expect(it.asked).toEqual(asked);
    expect(it.kept).toBeNull();
  }
});

test('a look that nobody pressed asks once, and waits for nothing', async () => {
  const it = cluster({ command: [{ status: 'Running' }] }, command);
  expect(await it.look(false)).toEqual({ kind: 'under-way', since: context.since });
  expect(it.asked).toEqual(['command']);
  expect(it.kept).toEqual(command);
});

test('nothing is begun without a press', async () => {
  const it = cluster({});
  expect(await it.look(false)).toEqual({ kind: 'unasked' });
  expect(it.asked).toEqual([]);
});

const goneWords: Refusal[] = [
  gone,
  { status: 404, code: '404', said: 'Command k0 does not exist', isOwn: true },
  { status: 500, code: 'ContextNotFound', said: 'ContextNotFound: c0', isOwn: true },
  { status: 400, code: 'INVALID_PARAMETER_VALUE', said: 'Invalid context id c0', isOwn: true },
];
test.each(goneWords)('what the cluster has ended is begun anew at a press, quietly: %o', async (said) => {
  const it = cluster({ command: [said, finished] }, command);
  expect(await it.look()).toEqual(there);
  expect(it.asked).toEqual(['command', 'create', 'context', 'execute', 'command', 'destroy']);
  const watched = cluster({ command: [said] }, command);
  expect(await watched.look(false)).toEqual({ kind: 'unasked' });
  expect(watched.kept).toBeNull();
});

test.each<Say>([
  slow,
  { status: 404, code: 'NOT_FOUND', said: 'The workspace does not exist.', isOwn: true },
  { status: 500, code: 'INTERNAL_ERROR', said: 'Internal error', isOwn: true },
])('other trouble is trouble, and what was begun stays kept: %o', async (said) => {
  const it = cluster({ command: [said] }, command);
  await expect(it.look()).rejects.toThrow(UpstreamError);
  expect(it.kept).toEqual(command);
  const created = cluster({ context: [said] });
  await expect(created.look()).rejects.toThrow(UpstreamError);
  expect(created.kept).toMatchObject({ contextId: 'c1' });
});

test.each([
  ['another cluster', { ...command, clusterId: '2' }, ['destroy', 'create']],
  ['a quarter of an hour ago', { ...command, since: Date.parse('2026-11-26T11:45:00Z') }, ['destroy', 'create']],
  // its host is asked for this workspace only
  ['another workspace', { ...command, host: 'adb-7777777777777777.7.azuredatabricks.net' }, ['create', 'context']],
])('what was begun for %s is ended, and begun again', async (_, begun, first) => {
  const it = cluster({}, begun);
  expect(await it.look()).toEqual(there);
  expect(it.asked.slice(0, 2)).toEqual(first);
});

test.each(['', 'x'.repeat(201)])('an id that can be none is not kept: %s', async (id) => {
  const it = cluster({ create: [{ id }] });
  await expect(it.look()).rejects.toThrow();
  expect([it.asked, it.kept]).toEqual([['create'], null]);
  const running = cluster({ execute: [{ id }] });
  await expect(running.look()).rejects.toThrow();
  expect(running.kept).not.toHaveProperty('commandId');
});

test('what an older version kept in another form is nothing', async () => {
  const it = cluster({}, { id: 'c0' });
  expect(await it.look()).toEqual(there);
  expect(it.asked[0]).toBe('create');
});

test.each([
  ['Python failed', { command: [{ status: 'Finished', results: { resultType: 'error', summary: 'Py4JError: no' } }] }, 'Py4JError: no'],
  ['it was cancelled', { command: [{ status: 'Cancelled' }] }, 'no answer'],
  ['its context could not start', { context: [{ status: 'Error' }] }, 'The cluster could not start Python.'],
  ['it printed something else', { command: [{ status: 'Finished', results: { resultType: 'text', data: 'hello' } }] }, 'hello'],
])('a cluster that cannot tell says why, and nothing of it stays: %s', async (_, says, said) => {
  const it = cluster(says);
  expect(await it.look()).toEqual({ kind: 'failed', said });
  expect(it.asked.at(-1)).toBe('destroy');
  expect(it.kept).toBeNull();
});

test('a context that cannot be destroyed does not hide what it said', async () => {
  expect(await cluster({ destroy: [slow] }).look()).toEqual(there);
});
