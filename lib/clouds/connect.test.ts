// What a workshop's URL may lead to, tried with a server on this machine and names that resolve as the test says.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { isPublic, PrivateAddress, publicLookup, type Send, sendPublicly } from './connect';
import { dss } from './dss';
import { Run } from './http';
import { UpstreamError } from './trouble';

vi.mock('./address', () => ({ cloudUrl: (url: string) => url }));

let port = 0;
let asked = 0;
const server = createServer((request, response) => {
  asked++;
  response.end(`${request.method} ${request.headers['x-key']}`);
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port; // it listens on a port
});
afterAll(() => server.close());
afterEach(() => {
  asked = 0;
  vi.unstubAllEnvs();
});

test.each([
  ['loopback', '127.0.0.1'],
  ['all of loopback', '127.255.3.9'],
  ['this host', '0.0.0.0'],
  ['private', '10.1.2.3'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['link-local: metadata', '169.254.169.254'],
  ['CGNAT', '100.64.0.1'],
  ['CGNAT', '100.127.255.255'],
  ['Azure’s platform', '168.63.129.16'],
  ['benchmarks', '198.18.0.1'],
  ['documentation', '192.0.2.1'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['loopback', '::1'],
  ['unspecified', '::'],
  ['loopback inside IPv6', '::ffff:127.0.0.1'],
  ['the same, in digits', '::ffff:7f00:1'],
  ['private inside IPv6', '::ffff:10.0.0.1'],
  ['Azure’s platform inside IPv6', '::ffff:168.63.129.16'],
  ['compatible', '::127.0.0.1'],
  ['compatible: metadata, in digits', '::a9fe:a9fe'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001::1'],
  ['unique local', 'fd12:3456::1'],
  ['unique local', 'fc00::1'],
  ['link-local', 'fe80::1'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['documentation', '2001:db8::1'],
  ['nothing', ''],
  ['a name', 'localhost'],
])('%s is not public: %s', (_, address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['8.8.8.8', '20.50.2.17', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('public: %s', (address) => {
  expect(isPublic(address)).toBe(true);
});

const leadsTo =
  (...addresses: string[]): NonNullable<Parameters<typeof publicLookup>[0]> =>
  (_, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
const refusalOf = (send: Send, url: string) =>
  send(url, { method: 'GET', headers: {}, signal: AbortSignal.timeout(2000) }).then(
    () => null,
    (error: Error) => error,
  );

test.each([
  ['localhost', ['127.0.0.1']],
  ['metadata.google.internal', ['169.254.169.254']],
  ['127.0.0.1.nip.io', ['127.0.0.1']],
  ['dss.example.com', ['::1']],
  ['dss.example.com', ['8.8.8.8', '10.0.0.1']],
  ['dss.example.com', ['::ffff:192.168.0.1']],
])('%s that leads to %s is never connected to', async (host, addresses) => {
  expect(await refusalOf(sendPublicly(leadsTo(...addresses)), `http://${host}:${port}/`)).toBeInstanceOf(PrivateAddress);
  expect(asked).toBe(0);
});

test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433'])(
  'nor is an address that needs no name: %s',
  async (host) => {
    expect(await refusalOf(sendPublicly(), `http://${host}:${port}/`)).toBeInstanceOf(PrivateAddress);
    expect(asked).toBe(0);
  },
);

test('the address is looked up when the connection is made, however harmless it was before', async () => {
  const answers = [['8.8.8.8'], ['127.0.0.1']];
  const lookup = publicLookup((_, done) => leadsTo(...(answers.shift() ?? []))('', done));
  const ask = () => new Promise((done) => lookup('rebinding.example', { all: true }, (error, found) => done(error?.name ?? found)));
  expect(await ask()).toEqual([{ address: '8.8.8.8', family: 4 }]);
  expect(await ask()).toBe('PrivateAddress');
});

test('a name that does not exist is reported as that', async () => {
  const missing = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  expect(
    await refusalOf(
      sendPublicly((_, done) => done(missing, [])),
      'http://nobody.example/',
    ),
  ).toMatchObject({ code: 'ENOTFOUND' });
});

test('one address is given to whoever asks for one', async () => {
  const one = await new Promise((done) => publicLookup(leadsTo('8.8.8.8'))('x', {}, (_, address, family) => done([address, family])));
  expect(one).toEqual(['8.8.8.8', 4]);
});

const ask = (host: string) => {
  const origin = `https://${host}`;
  const credential = { origin, key: 'secret', whose: 'workshop' as const };
  const run = new Run({ tokenFor: async () => '', credentialFor: async () => credential }, { deadlineMs: 3000 });
  return run.ask({ service: dss, url: `${origin}/public/api/projects/`, schema: z.unknown() }, []).then(
    () => null,
    (error: unknown) => (error instanceof UpstreamError ? error.detail : error),
  );
};

test('a workshop’s DSS on this machine is refused, and said why', async () => {
  expect(await ask(`localhost:${port}`)).toMatchObject({
    cloud: 'DSS',
    trouble: 'refused',
    code: 'PrivateAddress',
    said: 'localhost leads to a private address.',
  });
  expect(asked).toBe(0);
});

test('a host that the operator lists may be private; then no other may be asked', async () => {
  vi.stubEnv('DSS_HOSTS', 'dss.example.com, localhost');
  // it is connected to, and does not speak TLS
  expect(await ask(`localhost:${port}`)).toMatchObject({ trouble: 'no-connection' });
  expect(await ask('other.example.com')).toMatchObject({ trouble: 'refused', code: 'HostNotAllowed' });
});
