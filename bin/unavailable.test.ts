import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { unavailableWhere } from './unavailable.ts';

/** What a client gets of a page that ends with a status. */
async function got(status: number, isAway: boolean): Promise<[number, string | null, string]> {
  const server = createServer((_, response) => {
    unavailableWhere(response, () => isAway);
    response.statusCode = status;
    response.setHeader('content-type', 'text/html');
    response.end('page');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  const told: [number, string | null, string] = [answer.status, answer.headers.get('retry-after'), await answer.text()];
  server.close();
  return told;
}

test('a page that failed because the database is away is unavailable, and says when to try again', async () => {
  expect(await got(500, true)).toEqual([503, '5', 'page']);
});

test.each([
  ['a bug', 500, false],
  ['any other answer meanwhile', 404, true],
  ['a page as it should be', 200, true],
])('%s keeps its status', async (_, status, isAway) => {
  expect(await got(status, isAway)).toEqual([status, null, 'page']);
});
