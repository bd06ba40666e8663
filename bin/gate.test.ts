import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { gate, limits } from './gate.ts';

const lines: object[] = [];
const log = { warn: (line: object) => void lines.push(line) } as unknown as Parameters<typeof gate>[1]; // the one method that is called
const within = {
  ...limits,
  authBody: 100,
  body: 1000,
  items: 20,
  depth: 5,
  parts: 4,
  bodiesTogether: 1500,
  headersMs: 200,
  requestMs: 400,
};

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** As a route of Next gets it. */
const asBody = (request: IncomingMessage): RequestInit => ({ method: 'POST', body: request, duplex: 'half' }) as unknown as RequestInit; // undici takes streams of Node's as well

const seen: string[] = [];
const waiting: (() => void)[] = [];
const server = gate(
  async (request, response) => {
    if (request.url === '/unread') await new Promise<void>((go) => waiting.push(go));
    const body = request.url === '/as-request' ? await new Request('http://x', asBody(request)).text() : await textOf(request);
    seen.push(`${request.method} ${request.url} ${body.length}`);
    if (request.url === '/wait') await new Promise<void>((go) => waiting.push(go));
    response.end(body);
  },
  log,
  within,
);
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  lines.length = 0;
  seen.length = 0;
});

function dial(to = server): Socket {
  const address = to.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

/** All that the server says until it closes the connection; it hangs where the server does not. */
async function untilClosed(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (text) => {
    said += text;
  });
  await once(socket, 'close');
  return said;
}

/** Sends raw bytes and never ends its side. */
function send(...parts: string[]): Promise<string> {
  const socket = dial();
  for (const part of parts) socket.write(part);
  return untilClosed(socket);
}

const stranger = (line: string, ...headers: string[]) => `${[`${line} HTTP/1.1`, 'Host: x', ...headers].join('\r\n')}\r\n\r\n`;
const head = (line: string, ...headers: string[]) => stranger(line, 'Cookie: a=b; __Secure-next-auth.session-token=x', ...headers);
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const close = 'Connection: close';

test.each([
  ['of a stated length', head('POST /w', close, 'Content-Length: 1000') + 'a'.repeat(1000), 1000],
  ['in chunks', head('POST /w', close, 'Transfer-Encoding: chunked') + chunk('a'.repeat(600)) + chunk('b'.repeat(400)) + chunk(''), 1000],
  ['of no chunk at all', head('POST /w', close, 'Transfer-Encoding: chunked') + chunk(''), 0],
  ['for a route', head('POST /as-request', close, 'Content-Length: 1000') + 'a'.repeat(1000), 1000],
  ['of length 0', head('POST /w', close, 'Content-Length: 0'), 0],
  ['that is not there', head('GET /w', close), 0],
  ['under a limit of its own', head('POST /api/auth/callback', close, 'Content-Length: 100') + 'a'.repeat(100), 100],
  ['under a name that only begins like it', head('POST /api/authors', close, 'Content-Length: 1000') + 'a'.repeat(1000), 1000],
])('a body %s arrives whole', async (_, raw, length) => {
  expect(await send(raw)).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(seen).toEqual([expect.stringMatching(new RegExp(` ${length}$`))]);
});

test.each([
  ['another site', 'POST', 'origin: https://evil.example', true],
  ['another port', 'POST', 'origin: http://x:81', true],
  ['another site, to a proxy that names the host', 'POST', 'origin: http://x\r\nx-forwarded-host: portal.example', true],
  ['no address at all', 'DELETE', 'origin: nonsense', true],
  ['this site', 'POST', 'origin: http://x', false],
  ['this site, through a proxy', 'POST', 'origin: https://portal.example\r\nx-forwarded-host: portal.example', false],
  ['a browser that does not say', 'POST', 'origin: null', false],
  ['a program', 'POST', 'x-any: thing', false],
  ['another site that only reads', 'GET', 'origin: https://evil.example', false],
])('a request from %s: %s, %s', async (_, method, header, isRefused) => {
  const answer = await send(head(`${method} /`, header, close));
  if (isRefused) {
    expect(answer).toMatch(/^HTTP\/1\.1 403 [\s\S]*The request comes from another site\./);
    expect(seen).toEqual([]);
  } else expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('a body that arrives byte by byte arrives whole', async () => {
  const socket = dial();
  const answer = untilClosed(socket);
  socket.setNoDelay(true);
  for (const byte of head('POST /w', close, 'Transfer-Encoding: chunked') + chunk('slow') + chunk('drip') + chunk(''))
    await new Promise((done) => socket.write(byte, done));
  expect(await answer).toMatch(/slowdrip$/);
});

test.each([
  ['a stated length over the limit', '/w', [head('POST /w', 'Content-Length: 1001')]],
  ['a stated length without end', '/w', [head('POST /w', 'Content-Length: 99999999999')]],
  ['chunks without end', '/w', [head('POST /w', 'Transfer-Encoding: chunked'), ...Array.from({ length: 40 }, () => chunk('['.repeat(50)))]],
  ['a body to a GET', '/w', [head('GET /w', 'Content-Length: 1001')]],
  ['more than the smaller limit', '/api/auth/signin', [head('POST /api/auth/signin', 'Content-Length: 101')]],
  ['the same, the path spelled otherwise', '/api/%61uth/signin', [head('POST /api/%61uth/signin', 'Content-Length: 101')]],
  ['the same to the page that signs in', '/sign-in', [head('POST /sign-in', 'Content-Length: 101')]],
  ['the same from a stranger', '/w', [stranger('POST /w', 'Content-Length: 101')]],
  ['the same from a stranger, in chunks', '/w', [stranger('POST /w', 'Transfer-Encoding: chunked'), chunk('a'.repeat(101))]],
  ['in chunks', '/api/auth/x', [head('POST /api/auth/x', 'Transfer-Encoding: chunked'), chunk('['.repeat(101))]],
])('%s is refused in a sentence, and the connection closed', async (_, path, parts) => {
  const said = await send(...parts);
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
  expect(said).toMatch(/connection: close/i);
  expect(said).toMatch(/\r\n\r\nThe request is too large\. The limit here is [\d.]+ kB\.\n$/);
  expect(seen).toEqual([]);
  expect(lines).toEqual([{ event: 'refused', status: 413, method: expect.any(String), path }]);
});

test.each([
  ['brackets', '[],'.repeat(11)],
  ['brackets in one another', '['.repeat(6)],
  ['objects in one another', '{"a":'.repeat(6)],
  ['brackets in one another, in a form', `a=${'%5B'.repeat(3)}${'%7b'.repeat(3)}`],
  ['elements', '1,'.repeat(21)],
  ['objects', '{}'.repeat(21)],
  ['brackets of a form', `a=${'%5B%5d'.repeat(21)}`],
  ['fields of a form', 'a&'.repeat(21)],
  ['parts', '--x\r\n\r\n\r\n'.repeat(6)],
  ['commas of a form', `a=${'%2C'.repeat(21)}`],
])('too many %s are refused before anybody parses them', async (_, body) => {
  expect(await send(head('POST /w', `Content-Length: ${body.length}`), body)).toMatch(/^HTTP\/1\.1 413 [\s\S]*too complex/);
  expect(seen).toEqual([]);
});

test('as many items as are allowed, and other marks without end, are let in', async () => {
  const body = `${'[],'.repeat(5)}${'a&'.repeat(5)}${'\r\n--'.repeat(4)}${':}]%41%zz%--\n-'.repeat(20)}`;
  expect(await send(head('POST /w', close, `Content-Length: ${body.length}`), body)).toMatch(/200 OK/);
});

test('large bodies share what room there is until they are read, and a small one always has some', async () => {
  const large = head('POST /unread', close, 'Content-Length: 1000') + 'a'.repeat(1000);
  const first = send(large);
  await vi.waitUntil(() => waiting.length === 1); // it is here, and nobody has read it yet
  expect(await send(large)).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 2[\s\S]*Too many large requests/);
  expect(await send(head('POST /w', close, 'Content-Length: 100') + 'a'.repeat(100))).toMatch(/200 OK/);
  waiting.splice(0).forEach((go) => void go());
  expect(await first).toMatch(/200 OK/);
  expect(await send(head('POST /w', close, 'Content-Length: 1000') + 'a'.repeat(1000))).toMatch(/200 OK/);
});

test('a long answer takes no room away from others', async () => {
  const large = (path: string, ...more: string[]) => head(`POST ${path}`, ...more, 'Content-Length: 1000') + 'a'.repeat(1000);
  const first = send(large('/wait', close));
  await vi.waitUntil(() => waiting.length === 1);
  expect(await send(large('/w', close))).toMatch(/200 OK/);
  waiting.splice(0).forEach((go) => void go());
  expect(await first).toMatch(/200 OK/);
});

test('a body that nobody reads gives its room back when its time is over', async () => {
  const large = (path: string) => head(`POST ${path}`, close, 'Content-Length: 1000') + 'a'.repeat(1000);
  const first = send(large('/unread'));
  await vi.waitUntil(() => waiting.length === 1);
  await vi.waitUntil(async () => (await send(large('/w'))).includes('200 OK'), { timeout: 5000 });
  waiting.splice(0).forEach((go) => void go());
  expect(await first).toMatch(/200 OK/);
});

test('no large body is taken in behind an answer that has not ended', async () => {
  const small = head('POST /w', 'Content-Length: 100') + 'a'.repeat(100);
  const large = head('POST /w', close, 'Content-Length: 1000') + 'a'.repeat(1000);
  const all = send(head('GET /wait') + small + large);
  await vi.waitUntil(() => lines.length === 1);
  waiting.splice(0).forEach((go) => void go());
  expect(await all).toMatch(/200 OK[\s\S]*200 OK[\s\S]*413 /);
  expect(seen.sort()).toEqual(['GET /wait 0', 'POST /w 100']);
});

test.each([
  ['GET', ['Content-Length: 1'], 'a'],
  ['GET', ['Transfer-Encoding: chunked'], chunk('a')],
  ['HEAD', ['Content-Length: 1'], 'a'],
])('a %s with %j is refused, and the connection closed', async (method, headers, body) => {
  expect(await send(head(`${method} /w`, ...headers), body)).toMatch(/^HTTP\/1\.1 400 [\s\S]*connection: close/i);
  expect(seen).toEqual([]);
});

test('the refusal reaches a client that sends on as fast as it can', async () => {
  const socket = dial();
  const answer = untilClosed(socket);
  socket.write(head('POST /w', 'Transfer-Encoding: chunked'));
  const piece = chunk('x'.repeat(64 * 1024));
  for (let i = 0; i < 64 && socket.writable; i++) await new Promise((done) => socket.write(piece, done));
  expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('who asks before sending is refused before sending', async () => {
  const said = await send(head('POST /w', 'Expect: 100-continue', 'Content-Length: 1001'));
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
  const socket = dial();
  const answer = untilClosed(socket);
  socket.once('data', () => socket.write('hello'));
  socket.write(head('POST /w', close, 'Expect: 100-continue', 'Content-Length: 5'));
  expect(await answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[\s\S]*hello$/);
});

test('the next request on a connection is answered as the first was', async () => {
  const post = head('POST /w', 'Content-Length: 3');
  expect(await send(`${post}one${post}two${head('GET /w', close)}`)).toMatch(/one[\s\S]*two[\s\S]*200 OK/);
  expect(seen.sort()).toEqual(['GET /w 0', 'POST /w 3', 'POST /w 3']);
});

test.each([
  ['two lengths', [head('POST /w', 'Content-Length: 3', 'Content-Length: 5'), 'abcde'], 400],
  ['a length and chunks', [head('POST /w', 'Content-Length: 3', 'Transfer-Encoding: chunked'), 'abc'], 400],
  ['a length that is no number', [head('POST /w', 'Content-Length: 3x'), 'abc'], 400],
  ['a chunk that is not as long as it says', [head('POST /w', 'Transfer-Encoding: chunked'), '2\r\nabcdef\r\n'], 400],
  ['no HTTP at all', ['hello\r\n\r\n'], 400],
  ['no host', ['GET / HTTP/1.1\r\n\r\n'], 400],
  ['a NUL in the path', [head('GET /w/a%00b')], 400],
  ['a NUL in the query', [head('GET /w?to=%00')], 400],
  ['a path that is no text', [head('GET /w/%ff')], 400],
  ['an address in place of a path', [head('GET http://evil.example/')], 400],
  ['headers too long', [head('GET /w', `X: ${'x'.repeat(20_000)}`)], 431],
  ['too many headers', [head('GET /w', ...Array.from({ length: 101 }, (_, i) => `X-${i}: x`))], 431],
  ['headers that never end', ['GET /w HTTP/1.1\r\nHost: x\r\n'], 408],
  ['a body that never ends', [head('POST /w', 'Content-Length: 10'), 'abc'], 408],
  ['chunks that never end', [head('POST /w', 'Transfer-Encoding: chunked'), chunk('abc')], 408],
])('%s: refused, and the connection closed', async (_, parts, status) => {
  expect(await send(...parts)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(seen).toEqual([]);
});

test('a connection on which nothing is ever asked is closed without a word', async () => {
  expect(await send()).toBe('');
  expect(lines).toEqual([]);
});

const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: eA=='];

test('an upgrade is refused and its connection closed, whoever else would have listened', async () => {
  const heard: string[] = [];
  server.on('upgrade', () => heard.push('upgrade'));
  server.once('upgrade', () => heard.push('upgrade'));
  await Promise.resolve();
  expect(await send(head('GET /_next/webpack-hmr', ...upgrade))).toMatch(/^HTTP\/1\.1 400 [\s\S]*connection: close[\s\S]*Only HTTP/);
  expect(heard).toEqual([]);
  expect(seen).toEqual([]);
  expect(lines).toEqual([{ event: 'refused', status: 400, method: 'GET', path: '/_next/webpack-hmr' }]);
});

test('who resets the connection after an upgrade ends nothing but that', async () => {
  const socket = dial();
  socket.write(head('GET /w', ...upgrade));
  await vi.waitUntil(() => lines.length === 1);
  socket.resetAndDestroy();
  expect(await send(head('GET /w', close))).toMatch(/200 OK/);
});

test('more connections than are allowed are closed', async () => {
  const narrow = gate((_, response) => void response.end(), log, { ...within, connections: 1 });
  await new Promise<void>((done) => narrow.listen(0, '127.0.0.1', done));
  const first = dial(narrow);
  await once(narrow, 'connection');
  expect(await untilClosed(dial(narrow))).toBe('');
  first.write(head('GET /w', close));
  expect(await untilClosed(first)).toMatch(/200 OK/);
  narrow.close();
});

test('a client that goes away in mid-body is nobody to answer', async () => {
  const socket = dial();
  socket.write(`${head('POST /w', 'Content-Length: 10')}abc`);
  await once(server, 'request');
  socket.destroy();
  expect(await send(head('GET /w', close))).toMatch(/200 OK/);
  expect(seen).toEqual(['GET /w 0']);
});
