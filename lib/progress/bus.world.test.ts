// The connection that listens, over a way to the database that can fall silent: open at both ends, and nothing gets through.
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { statement } from '@/lib/db';
import { env } from '@/lib/env';
import { Bus } from './bus';
import { channel } from './change';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A way to the database. Of the connections that are silent nothing arrives anymore, and neither end is told. */
async function way() {
  const target = new URL(env().DATABASE_URL);
  const port = Number(target.port);
  const pairs = new Set<[Socket, Socket]>();
  let isDark = false;
  const server = createServer((near) => {
    if (isDark) return near.on('error', () => undefined).pause();
    const far = connect(port, target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const s of pair) s.on('error', () => undefined).on('close', () => pairs.delete(pair));
    near.pipe(far).pipe(near);
    return near.on('close', () => far.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  target.port = String(typeof address === 'object' ? address?.port : '');
  ends.push(() => {
    for (const pair of pairs) for (const s of pair) s.destroy();
    server.close();
  });
  return {
    url: target.href,
    count: () => pairs.size,
    /** The connections there are; with `andNew`, also those to come. */
    silence(andNew = false) {
      isDark = andNew;
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    mend() {
      isDark = false;
    },
    cut() {
      for (const pair of pairs) for (const s of pair) s.destroy();
    },
  };
}

function listening(url: string, lateMs: number): Bus {
  const bus = new Bus(url, { beatMs: 40, lateMs, againMs: 20 });
  ends.push(() => bus.close());
  return bus;
}
const next = (bus: Bus, event: 'gap' | 'lost' | 'notice') => new Promise<void>((done) => bus.once(event, () => done()));
const tell = () =>
  statement('SELECT pg_notify($1, $2)', [channel, JSON.stringify({ workshop: 'w', enrolment: 'e', revision: '1', watch: false })]);

async function begun(lateMs = 250) {
  const path = await way();
  const bus = listening(path.url, lateMs);
  const gap = next(bus, 'gap');
  expect(bus.health()).toEqual({ isListening: false, heardAt: null });
  await bus.connect();
  await gap;
  return { path, bus };
}

test('a connection that has fallen silent is replaced, health says so meanwhile, and listeners are told to read again', async () => {
  const { path, bus } = await begun();
  expect(bus.health().isListening).toBe(true);
  const [lost, gap] = [next(bus, 'lost').then(() => bus.health().isListening), next(bus, 'gap')];
  path.silence();
  expect(await lost).toBe(false);
  await gap;
  expect(bus.health().isListening).toBe(true);
  const notice = next(bus, 'notice');
  await tell();
  await notice;
});

test('as long as nothing gets through, it tries again, and tells of the loss once', async () => {
  const { path, bus } = await begun();
  let losses = 0;
  bus.on('lost', () => losses++);
  const lost = next(bus, 'lost');
  path.silence(true);
  await lost;
  await bus.connect(); // nobody answers
  expect(bus.isListening).toBe(false);
  const gap = next(bus, 'gap');
  path.mend();
  await gap;
  expect(losses).toBe(1);
});

test('a connection that is cut is replaced', async () => {
  const { path, bus } = await begun();
  const gap = next(bus, 'gap');
  path.cut();
  await gap;
  expect(path.count()).toBe(1);
});

test('one that answers but hears no notices is deaf, too', async () => {
  const { bus } = await begun();
  const lost = next(bus, 'lost');
  await bus['client']?.query('UNLISTEN *'); // as behind a pooler that gives each statement another connection
  await lost;
});

test('beats of a quiet hour keep it, and it hears those of others without taking them for its own', async () => {
  const { path, bus } = await begun(10_000);
  const other = listening(env().DATABASE_URL, 10_000);
  await other.connect();
  let losses = 0;
  bus.on('lost', () => losses++);
  const heard = bus.health().heardAt;
  await expect.poll(() => (bus.health().heardAt ?? 0) - (heard ?? 0), { timeout: 5000 }).toBeGreaterThan(300);
  expect([losses, path.count()]).toEqual([0, 1]);
});

test('a bus that was closed stays closed', async () => {
  const { path, bus } = await begun();
  await bus.close();
  await bus.connect();
  expect(bus.isListening).toBe(false);
  await expect.poll(() => path.count()).toBe(0);
});
