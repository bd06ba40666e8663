import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { sendWhole } from './whole.ts';

type Act = (request: IncomingMessage, response: ServerResponse) => unknown;
let act: Act = () => undefined;
const server = createServer((request, response) => {
  sendWhole(request, response);
  act(request, response);
});
await new Promise<void>((done) => server.listen(0, done));
afterAll(() => server.close());

/** What comes over the wire, unchanged. */
interface Answer {
  status: number | undefined;
  encoding: string | undefined;
  length: number;
  vary: string | undefined;
  body: Buffer;
}
function answer(write: Act, acceptEncoding = 'gzip, deflate, br'): Promise<Answer> {
  act = write;
  return new Promise((done, fail) => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    ask({ port, method: 'POST', headers: acceptEncoding ? { 'accept-encoding': acceptEncoding } : {} }, (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part) => parts.push(part))
        .on('end', () => {
          const { 'content-encoding': encoding, 'content-length': length, vary } = response.headers;
          done({ status: response.statusCode, encoding, length: Number(length), vary, body: Buffer.concat(parts) });
        });
    })
      .on('error', fail)
      .end();
  });
}
const long = 'é'.repeat(2000);

test('what is written in pieces goes out whole and compressed', async () => {
  const got = await answer((_, r) => {
    r.setHeader('vary', 'rsc');
    r.flushHeaders();
    r.write(long.slice(0, 900));
    r.write(Buffer.from(long.slice(900)), () => r.end('end'));
  });
  expect(got).toMatchObject({ status: 200, encoding: 'gzip', length: got.body.length, vary: 'rsc, accept-encoding' });
  expect(gunzipSync(got.body).toString()).toBe(`${long}end`);
});
test.each<[string, Act, string | undefined, string]>([
  ['something short', (_, r) => r.end('short'), undefined, 'short'],
  ['nothing at all', (_, r) => r.writeHead(303).end(), undefined, ''],
  ['for who takes no gzip', (_, r) => r.end(long), '', long],
  ['with a head of its own', (_, r) => r.writeHead(200, { 'content-type': 'text/plain' }).end(long), undefined, long],
  [
    'ended twice',
    (_, r) => {
      r.end('once');
      r.end();
    },
    undefined,
    'once',
  ],
])('%s goes unchanged', async (_, write, accept, expected) => {
  const got = await answer(write, accept);
  expect(got.encoding).toBeUndefined();
  expect(got.body.toString()).toBe(expected);
});
