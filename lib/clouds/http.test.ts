// Requests over HTTP to a server of the test's own that answers as no service should.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Access } from './access';
import type { Service } from './cloud';
import { type Question, Run } from './http';
import { UpstreamError } from './trouble';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('./address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));

const tea: Service = {
  id: 'tea',
  name: 'Tea',
  identity: { kind: 'entra', scope: 'tea', hosts: /^tea\.example$/ },
  refusal: z.object({ kettle: z.string(), why: z.string() }).transform(({ kettle, why }) => ({ code: kettle, said: why })),
};
const url = 'https://tea.example/cup';
const Cup = z.object({ cup: z.string() });
const byKey: Service = { ...tea, id: 'by-key', identity: { kind: 'credential', headers: () => ({}) } };

type Play = (response: ServerResponse, url: string) => void;
let play: Play;
let asked: string[] = [];
/** Method and type of each request. */
let sent: string[] = [];
const server = createServer((request, response) => {
  request.resume();
  asked.push(request.url ?? '');
  sent.push([request.method, request.headers['content-type']].filter(Boolean).join(' '));
  play(response, request.url ?? '');
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  far.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  sent = [];
});

const say =
  (status: number, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }): Play =>
  (response) =>
    response.writeHead(status, headers).end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
const page = (status = 200) => say(status, '<html>Sign in to the guest network</html>', { 'content-type': 'text/html' });
/** Part after part, for as long as anybody reads. */
const endless =
  (status: number, part: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Play =>
  (response) => {
    response.writeHead(status, headers);
    const more = () => {
      while (!response.destroyed && response.write(part));
    };
    response.on('drain', more).on('close', () => response.off('drain', more));
    more();
  };
/** A byte now and then, for ever. */
const drip: Play = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

const access: Access = {
  tokenFor: async () => 'token',
  credentialFor: async () => ({ origin: 'https://tea.example', key: 'k', whose: 'workshop' }),
};
const run = (more: Partial<Access> = {}, deadlineMs = 15_000) => new Run({ ...access, ...more }, { deadlineMs });
const cup = <T = unknown>(more: Partial<Question<T>> = {}, of = run()) =>
  of.ask<T>({ service: tea, url, schema: Cup as unknown as z.ZodType<T>, ...more }, []);
async function troubleOf(question: Promise<unknown>) {
  const error = await question.then(
    (got) => got,
    (e: unknown) => e,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`expected trouble, got ${JSON.stringify(error)}`);
  return error.detail;
}

const tooLong = 'The answer was longer than any that is expected.';
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')); // 64 kB that become 64 MB
const zipped = { 'content-type': 'application/json', 'content-encoding': 'gzip' };

describe('an answer is read to 8 MB, as it is when decompressed', () => {
  test.each<[string, Play, object]>([
    ['a length that is too long', say(200, '{}', { 'content-length': '9000000' }), { trouble: 'garbled', said: tooLong }],
    ['a body without an end', endless(200, ' '.repeat(65_536)), { trouble: 'garbled', said: tooLong }],
    ['a compressed one that is small on the wire', say(200, bomb, zipped), { trouble: 'garbled', said: tooLong }],
    ['a refusal without an end', endless(403, '{'.repeat(65_536)), { trouble: 'garbled', said: tooLong }],
    ['a compressed refusal', say(403, bomb, zipped), { trouble: 'garbled', said: tooLong }],
    ['a server’s error without an end', endless(500, '{'.repeat(65_536)), { trouble: 'garbled', said: tooLong }],
  ])('%s', async (_, answer, expected) => {
    play = answer;
    expect(await troubleOf(cup())).toMatchObject(expected);
    expect(await troubleOf(cup({ reads: 'text', schema: z.string() as never }))).toMatchObject(expected);
  });

  test('a text is searched up to where it was said to end', async () => {
    play = endless(200, `${'tea '.repeat(1000)}\n`, { 'content-type': 'text/plain' });
    expect(await run().search({ service: tea, url }, /coffee/, 100_000, [])).toMatchObject({ text: null, isWhole: false });
    play = say(200, gzipSync(Buffer.alloc(32 * 1024 * 1024, 'tea ')), { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    expect(await run().search({ service: tea, url }, /coffee/, 100_000, [])).toMatchObject({ text: null, isWhole: false });
  });

  test.each([
    ['[2026/11/23-10:00:00.123] [FT-x] [INFO] [dku.flow] - tea is made', true],
    ['[INFO] tea', true],
    ['2026-11-23 tea', true],
  ])('a log may begin with %s', async (log, isFound) => {
    play = say(200, `${log}\n`, { 'content-type': 'text/plain' });
    expect((await run().search({ service: tea, url }, /tea/, 1000, [])).text !== null).toBe(isFound);
  });

  test('what is just as long as allowed is read', async () => {
    play = say(200, `{"cup":"${'x'.repeat(8 * 1024 * 1024 - 10)}"}`);
    expect(await cup()).toMatchObject({ body: { cup: expect.stringMatching(/^x{10}/) } });
  });
});

const raw =
  (bytes: string): Play =>
  ({ socket }) =>
    void socket?.end(bytes);

describe('an answer whose body cannot be decoded', () => {
  const encoded = (encoding: string, more: Record<string, string> = {}) => ({
    'content-type': 'application/json',
    'content-encoding': encoding,
    ...more,
  });
  test('a refusal counts by its status: a token that is refused is renewed once', async () => {
    let tokens = 0;
    const tokenFor = async () => `token ${++tokens}`;
    for (const [encoding, body] of [
      ['gzip', ''],
      ['br', ''],
      ['gzip', 'no gzip at all'],
    ] as const) {
      tokens = 0;
      play = say(401, body, encoded(encoding));
      await troubleOf(cup({}, run({ tokenFor })));
      expect(tokens).toBe(2);
    }
  });
  test.each(['gzip', 'br'])('its pause is kept: %s', async (encoding) => {
    play = say(429, '', encoded(encoding, { 'retry-after': '600' }));
    expect(await troubleOf(cup({ service: { ...tea, id: `paused-${encoding}` } }))).toMatchObject({
      trouble: 'throttled',
      retryAfterSeconds: 600,
    });
  });
  test.each<[string, Play]>([
    ['bytes that are not gzip', say(200, '{"cup":"full"}', encoded('gzip'))],
    ['bytes that are not Brotli', say(200, '{"cup":"full"}', encoded('br'))],
    ['an encoding nobody asked for', say(200, gzipSync('{"cup":"full"}'), encoded('zstd'))],
    ['two encodings', say(200, gzipSync(gzipSync('{"cup":"full"}')), encoded('gzip, gzip'))],
    ['nothing in gzip', say(200, '', encoded('gzip'))],
    ['another protocol', raw('SSH-2.0-OpenSSH_9.6\r\n')],
    ['a status that is none', raw('HTTP/1.1 000 Odd\r\ncontent-length: 0\r\n\r\n')],
  ])('is not the network: %s', async (_, answer) => {
    play = answer;
    const { trouble, code } = await troubleOf(cup());
    expect([trouble, code]).toEqual(['garbled', undefined]);
  });
  test('gzip whose end is missing is read, as browsers do', async () => {
    play = say(200, gzipSync('{"cup":"full"}').subarray(0, -8), encoded('gzip'));
    expect(await cup()).toMatchObject({ body: { cup: 'full' } });
  });
});

test('a name that no header can carry is told as that', async () => {
  play = say(200, { cup: 'full' });
  expect(await troubleOf(cup({ headers: { 'x-name': 'Łukasz' } }))).toMatchObject({
    trouble: 'refused',
    said: expect.stringContaining('a header cannot carry'),
  });
});

describe('nothing outlives the run', () => {
  test.each<[string, Play]>([
    ['a hang before the head', () => undefined],
    ['a hang after the head', (response) => response.writeHead(200).flushHeaders()],
    ['a body that drips', drip],
  ])('%s', async (_, answer) => {
    play = answer;
    expect(await troubleOf(cup({}, run({}, 300)))).toMatchObject({ trouble: 'slow' });
    expect(await troubleOf(run({}, 300).search({ service: tea, url }, /x/, 1000, []))).toMatchObject({ trouble: 'slow' });
  });
  test('the wait for a token is told how long it may take', async () => {
    play = say(200, { cup: 'full' });
    let withinMs: number | undefined;
    const tokenFor: Access['tokenFor'] = async (_, options) => {
      withinMs = options?.withinMs;
      return 'token';
    };
    await cup({}, run({ tokenFor }, 1234));
    expect(withinMs).toBeGreaterThan(0);
    expect(withinMs).toBeLessThanOrEqual(1234);
  });
  test('“at once”, said again and again, is not taken literally', async () => {
    play = say(429, {}, { 'retry-after': '0' });
    expect(await troubleOf(cup({}, run({}, 2500)))).toMatchObject({ trouble: 'throttled' });
    expect(asked.length).toBeLessThanOrEqual(3);
  });
});

describe('only a service’s own error says anything of the thing asked for', () => {
  const anything = { isAbsent: () => true, refused: () => ({ cup: 'refused' }) };
  test.each<[string, Play, object]>([
    ['a gateway’s 403', say(403, { message: 'Forbidden' }), { trouble: 'garbled', status: 403 }],
    ['a gateway’s 404', say(404, { message: 'not found' }), { trouble: 'garbled', status: 404 }],
    ['a gateway’s 401', say(401, { message: 'Unauthorized' }), { trouble: 'garbled', status: 401 }],
    ['[] as a 404', say(404, []), { trouble: 'garbled', status: 404 }],
    ['null as a 404', say(404, null), { trouble: 'garbled', status: 404 }],
    ['an empty 404', say(404, ''), { trouble: 'garbled', status: 404 }],
    ['a page as a 404', page(404), { trouble: 'garbled', status: 404 }],
    ['a gateway’s 500', say(500, { message: 'Internal' }), { trouble: 'unavailable', status: 500 }],
    ['a page as a 502', page(502), { trouble: 'unavailable', status: 502 }],
    [
      'a 302',
      say(302, '', { location: 'https://portal.guest.example/login?to=x' }),
      { trouble: 'garbled', said: 'The answer was a redirect to portal.guest.example/login.' },
    ],
    [
      'a 302 that says it is its own',
      say(302, { kettle: 'gone', why: 'x' }, { location: '/login.html' }),
      { trouble: 'garbled', said: 'The answer was a redirect to /login.html.' },
    ],
    ['a 304', say(304, ''), { trouble: 'garbled', said: 'The answer was a redirect to nowhere.' }],
  ])('%s', async (_, answer, expected) => {
    play = answer;
    expect(await troubleOf(cup(anything))).toMatchObject(expected);
    expect(asked.every((path) => path === '/tea.example/cup')).toBe(true);
  });
  test('its own does', async () => {
    play = say(404, { kettle: 'gone', why: 'It is gone.' });
    expect(await cup({ isAbsent: ({ code }) => code === 'gone' })).toBeNull();
    expect(await cup({ refused: ({ said }) => ({ cup: said }) as never })).toMatchObject({ body: { cup: 'It is gone.' } });
    expect(await troubleOf(cup())).toMatchObject({ trouble: 'refused', code: 'gone', said: 'It is gone.' });
  });
  test('what a service says is cut before it is shown', async () => {
    play = say(403, { kettle: 'k'.repeat(5000), why: 'w'.repeat(2_000_000) });
    const { code, said } = await troubleOf(cup());
    expect([code?.length, said?.length]).toEqual([120, 400]);
  });
});

describe('an answer of another shape is told as such', () => {
  test.each<[string, Play, string]>([
    ['an empty 200', say(200, ''), 'The answer was empty.'],
    ['a page', page(), 'The answer was not JSON.'],
    ['half of the JSON', say(200, '{"cup":"fu'), 'The answer was not JSON.'],
    ['{}', say(200, {}), 'cup: '],
    ['[]', say(200, []), 'the answer: '],
    ['null', say(200, null), 'the answer: '],
    ['a gateway’s JSON', say(200, { message: 'Forbidden' }), 'cup: '],
    ['nested without end', say(200, '['.repeat(2_000_000)), 'The answer was not JSON.'],
  ])('%s', async (_, answer, said) => {
    play = answer;
    expect(await troubleOf(cup())).toMatchObject({ trouble: 'garbled', said: expect.stringContaining(said) });
  });
  test.each<[string, Play]>([
    ['an empty text', say(200, '', { 'content-type': 'text/plain' })],
    ['a text of spaces', say(200, ' \n ', { 'content-type': 'text/plain' })],
    ['a page', page()],
    ['a page that says it is text', say(200, '\n<!doctype html><p>Sign in', { 'content-type': 'text/plain' })],
    ['a page without a type', say(200, '<html>', {})],
    ['JSON', say(200, {})],
    ['JSON that says it is text', say(200, '{"message":"ok"}', { 'content-type': 'text/plain' })],
    ['null', say(200, 'null', { 'content-type': 'text/plain' })],
    ['[]', say(200, '[]', {})],
  ])('%s is no log, and no other text', async (_, answer) => {
    play = answer;
    expect(await troubleOf(run().search({ service: tea, url }, /x/, 1000, []))).toMatchObject({ trouble: 'garbled' });
    const text = z.string().refine((t) => t.trim() !== '');
    expect(await troubleOf(cup({ reads: 'text', schema: text as never }))).toMatchObject({ trouble: 'garbled' });
  });
});

describe('what a service asks for with Retry-After', () => {
  const throttle = say(429, { kettle: 'slow', why: 'down' }, { 'retry-after': '3600' });
  const fine = say(200, { cup: 'full' });
  const watch = (who: string) => run({ who });
  const press = (who: string) => run({ who, isClick: true });

  test('holds for the watch of that person, whatever it asks for next', async () => {
    play = throttle;
    expect(await troubleOf(cup({}, press('ada')))).toMatchObject({ trouble: 'throttled', retryAfterSeconds: 3600 });
    play = fine;
    asked = [];
    const { retryAfterSeconds = 0, ...detail } = await troubleOf(cup({ url: 'https://tea.example/pot' }, watch('ada')));
    expect(detail).toMatchObject({ trouble: 'throttled', cloud: 'Tea' });
    expect(retryAfterSeconds).toBeGreaterThan(3500);
    expect(await troubleOf(watch('ada').search({ service: tea, url }, /x/, 100, []))).toMatchObject({ trouble: 'throttled' });
    expect(asked).toEqual([]);
  });
  test('does not hold for others, nor for a press, which ends it when the service answers', async () => {
    play = throttle;
    await troubleOf(cup({}, press('bo')));
    play = fine;
    expect(await cup({}, watch('cy'))).toMatchObject({ body: { cup: 'full' } });
    expect(await troubleOf(cup({}, watch('bo')))).toMatchObject({ trouble: 'throttled' });
    expect(await cup({}, press('bo'))).toMatchObject({ body: { cup: 'full' } });
    expect(await cup({}, watch('bo'))).toMatchObject({ body: { cup: 'full' } });
  });
  test('holds for everybody where a key asks that they share', async () => {
    play = throttle;
    await troubleOf(cup({ service: byKey }, press('di')));
    play = fine;
    expect(await troubleOf(cup({ service: byKey }, watch('ed')))).toMatchObject({ trouble: 'throttled' });
  });
  test('keeps the trouble that it was asked for with, and no longer than an hour', async () => {
    play = say(503, {}, { 'retry-after': '999999999' });
    expect(await troubleOf(cup({}, press('flo')))).toMatchObject({ trouble: 'unavailable', retryAfterSeconds: 7 * 86_400 });
    const { trouble, retryAfterSeconds = 0 } = await troubleOf(cup({}, watch('flo')));
    expect(trouble).toBe('unavailable');
    expect(retryAfterSeconds).toBeLessThanOrEqual(3600);
  });
  test('is waited for by a search, too', async () => {
    play = (response, path) => (asked.length === 1 ? say(429, {}, { 'retry-after': '1' }) : say(200, 'a cup of tea', {}))(response, path);
    expect(await run().search({ service: tea, url }, /tea/, 1000, [])).toMatchObject({ text: 'a cup of tea' });
    expect(asked).toHaveLength(2);
  });
  test('is waited for within the run where there is time', async () => {
    play = say(503, {}, { 'retry-after': '1' });
    await troubleOf(cup({}, run({ who: 'gus', isClick: true }, 1200)));
    play = fine;
    expect(await cup({}, watch('gus'))).toMatchObject({ body: { cup: 'full' } });
  });
});

describe('a change', () => {
  const writing = () => new Run(access, { mayWrite: true });
  const put = { write: { method: 'PUT', body: { sugar: 1 } } } as const;

  test('is refused by a run that only reads, before anything is sent', async () => {
    await expect(cup(put)).rejects.toThrow('This run only reads.');
    expect(asked).toEqual([]);
  });
  test.each<[Question<unknown>['write'], string]>([
    [{ method: 'PUT', body: {} }, 'PUT application/json'],
    [{ method: 'POST', body: {} }, 'POST application/json'],
    [{ method: 'DELETE' }, 'DELETE'],
    [{ method: 'POST', as: 'empty-form' }, 'POST multipart/form-data; boundary=nothing'],
  ])('goes out as it is meant: %o', async (write, as) => {
    play = say(200, { cup: 'full' });
    await cup({ write: write as NonNullable<typeof write> }, writing());
    expect(sent).toEqual([as]);
  });
  test('is sent each time, and nothing that was answered before is believed after it', async () => {
    play = say(200, { cup: 'full' });
    const one = writing();
    await cup({}, one);
    await cup({}, one);
    await cup(put, one);
    await cup(put, one);
    await cup({}, one);
    expect(sent.map((what) => what.split(' ')[0])).toEqual(['GET', 'PUT', 'PUT', 'GET']);
  });
  test('is not repeated where the service may have done a part of it', async () => {
    play = say(503, { kettle: 'Busy', why: 'later' }, { 'retry-after': '1', 'content-type': 'application/json' });
    expect(await troubleOf(cup(put, writing()))).toMatchObject({ trouble: 'unavailable' });
    expect(asked).toHaveLength(1);
  });
  test('is repeated where the service has not looked at it', async () => {
    play = (response) =>
      say(asked.length === 1 ? 429 : 200, { cup: 'full' }, { 'retry-after': '0', 'content-type': 'application/json' })(response, '');
    expect((await cup<{ cup: string }>(put, writing()))?.body).toEqual({ cup: 'full' });
    expect(asked).toHaveLength(2);
  });
  test('may be answered with nothing where that is expected, and with a page never', async () => {
    play = say(200, '');
    const any = { ...put, schema: z.unknown(), reads: 'json-or-nothing' } as const;
    expect((await cup(any, writing()))?.body).toBeNull();
    expect(await troubleOf(cup(put, writing()))).toMatchObject({ trouble: 'garbled' });
    play = page();
    expect(await troubleOf(cup({ ...any, schema: z.looseObject({}).nullish() }, writing()))).toMatchObject({ trouble: 'garbled' });
  });
  test('without end is no request of ours', async () => {
    await expect(cup({ write: { method: 'PUT', body: 'x'.repeat(300_000) } }, writing())).rejects.toThrow('longer than any');
    expect(asked).toEqual([]);
  });
});
