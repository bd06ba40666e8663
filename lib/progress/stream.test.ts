import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const shared = vi.hoisted(() => ({ bus: undefined as unknown }));
vi.mock('./bus', () => ({ bus: () => shared.bus }));
vi.mock('@/lib/log', () => ({ log: () => ({ warn: () => undefined, error: () => undefined }) }));

const { eventStream } = await import('./stream');

let allowed: boolean | Error;
let asked: number;
let written: string;
let isOver: boolean;
let send: (data: unknown) => void;
let count = 0;

beforeEach(() => {
  vi.useFakeTimers();
  shared.bus = new EventEmitter();
  allowed = true;
  asked = 0;
  written = '';
  isOver = false;
});
afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);

async function open(until = Date.now() + 86_400_000, personId = `person ${count++}`): Promise<() => string> {
  const mayGoOn = async () => {
    asked++;
    if (allowed instanceof Error) throw allowed;
    return allowed;
  };
  let mine = '';
  const response = eventStream(new Request('http://portal.example'), { personId, until, mayGoOn }, (stream) => {
    send = (data) => stream.send('news', data);
    send('hello');
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      mine += part.value;
      written = mine;
    }
    isOver = true;
  })();
  await settle();
  return () => mine;
}

test('what is sent right after the right was asked needs no other question', async () => {
  await open();
  send('one');
  await settle();
  expect(written).toContain('"one"');
  expect(asked).toBe(0);
});

test('nothing is sent to somebody who may not see it anymore, and the stream ends', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(6000);
  allowed = false;
  send('secret');
  send('more');
  await settle();
  expect(written).not.toMatch(/secret|more/);
  expect(isOver).toBe(true);
});

test('a quiet stream is asked about at least every 30 seconds', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(65_000);
  expect(asked).toBeGreaterThanOrEqual(3);
  allowed = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(isOver).toBe(true);
});

test('a quiet stream is heard every five seconds, and asks the database no more often for that', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written.match(/event: beat/g)).toHaveLength(12);
  expect(asked).toBe(3);
});

test('it ends with the session', async () => {
  await open(Date.now() + 3000);
  await vi.advanceTimersByTimeAsync(2900);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(isOver).toBe(true);
});

test('a database that is gone for a moment ends no quiet stream; one that stays away does, and nothing unproved is sent', async () => {
  await open();
  allowed = new Error('away');
  await vi.advanceTimersByTimeAsync(22_000);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(isOver).toBe(true);
  allowed = new Error('away');
  isOver = false;
  await open();
  await vi.advanceTimersByTimeAsync(6000);
  send('unproved');
  await settle();
  expect(written).not.toContain('unproved');
  expect(isOver).toBe(true);
});

test('what is sent keeps its order, however long the question takes', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(6000);
  for (const n of [1, 2, 3]) send(n);
  await settle();
  expect(written.match(/data: \d/g)).toEqual(['data: 1', 'data: 2', 'data: 3']);
  expect(asked).toBe(1);
});

test('the seventh stream of a person ends the first, whose page is told why', async () => {
  const first = await open(undefined, 'Greta');
  for (let i = 0; i < 5; i++) await open(undefined, 'Greta');
  expect(first()).not.toContain('crowded');
  await open(undefined, 'Greta');
  expect(first()).toContain('event: crowded');
});
