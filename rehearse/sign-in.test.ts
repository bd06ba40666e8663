import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, Trouble, TurnedAway } from './browser';
import { Ledger } from './ledger';
import { signIn } from './sign-in';

/** What Entra ID shows once the portal has sent somebody there. */
let entra = '';
const asked: string[] = [];
const server = createServer((request, response) => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://x');
  if (request.method === 'GET') asked.push(pathname + search);
  response.setHeader('content-type', 'text/html');
  if (pathname === '/sign-in' && request.method === 'POST') {
    response.writeHead(303, { location: `http://127.0.0.1:${port()}/authorize` }).end(); // another origin than the portal's
    return;
  }
  response.end(`<html>${pathname === '/sign-in' ? '<form method="post"><input name="to" value="/"/></form>' : entra}</html>`);
});
const port = () => (server.address() as AddressInfo).port; // it listens on a port
const portal = () => `http://localhost:${port()}`;
beforeAll(() => new Promise<void>((done) => void server.listen(0, done)));
afterAll(() => new Promise((done) => void server.close(done)));

const come = async (consents?: boolean) => {
  const ledger = new Ledger(() => 0);
  const browser = new Browser('Ann', ledger, new AbortController().signal);
  const end = await signIn(browser, portal(), '/w/x/one', 'ann@x.example', consents).catch((error: unknown) => error);
  return { ledger, end };
};

test('whoever needs an administrator’s approval is turned away, which is the tenant’s rule and no error of the portal', async () => {
  entra = '<h1>Need admin approval</h1><form method="post"><button name="decision" value="cancel">Return</button></form>';
  const { ledger, end } = await come();
  expect(end).toBeInstanceOf(TurnedAway);
  expect([ledger.errors, [...ledger.refusals]]).toEqual([[], [['Entra ID: Need admin approval', 1]]]);
});

test('a page that nobody can answer is an error', async () => {
  entra = '<h1>Something else</h1>';
  const { ledger, end } = await come();
  expect(end).toBeInstanceOf(Trouble);
  expect(ledger.errors).toMatchObject([{ what: 'nobody knows what to answer at /authorize' }]);
});

test('a consent that a step’s page asks for is come for as such', async () => {
  asked.splice(0);
  await come(true);
  expect(asked[0]).toBe('/sign-in?to=%2Fw%2Fx%2Fone&consent=1');
});
