import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { Watchdog } from './watchdog.ts';

const lines: { ms: number; requests: object[] }[] = [];
const watchdog = new Watchdog({ warn: (line: (typeof lines)[number]) => void lines.push(line) } as never); // the one method that is called
afterEach(() => void lines.splice(0));

const block = (ms: number) => {
  for (const end = performance.now() + ms; performance.now() < end; );
};
const nextTick = () => wait(60); // of the watchdog's timer

const request = (method: string, url: string) => ({ method, url }) as IncomingMessage; // all that is read of it
const response = () => new EventEmitter() as unknown as ServerResponse; // only its end is heard

test('a blocked event loop is reported once, with the requests that were being answered, and without their queries', async () => {
  const [open, over, before] = [response(), response(), response()];
  watchdog.watch(request('GET', '/before'), before, '0');
  before.emit('close');
  await nextTick();
  lines.length = 0; // a busy machine may have been late by itself
  watchdog.watch(request('GET', '/w/x?code=secret'), open, '1');
  watchdog.watch(request('POST', '/w/y'), over, '2');
  const { count } = watchdog.report;
  block(400);
  over.emit('close');
  await nextTick();
  expect(lines).toHaveLength(1);
  expect(lines[0]?.ms).toBeGreaterThanOrEqual(200);
  expect(lines[0]?.requests).toHaveLength(2);
  expect(lines[0]?.requests).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ requestId: '1', method: 'GET', path: '/w/x' }),
      expect.objectContaining({ requestId: '2', method: 'POST', path: '/w/y' }),
    ]),
  );
  expect(watchdog.report).toEqual({ lastAt: expect.any(Number), lastMs: lines[0]?.ms, count: count + 1 });
  open.emit('close');
});

test('a loop that comes round in time is not reported', () => {
  vi.useFakeTimers();
  const calm = new Watchdog({ warn: (line: (typeof lines)[number]) => void lines.push(line) } as never); // as above
  vi.advanceTimersByTime(5000);
  calm.end();
  vi.useRealTimers();
  expect(calm.report).toEqual({ lastAt: null, lastMs: 0, count: 0 });
});
