import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import getPort from 'get-port';
import { healthOf, isUp, ownPortal } from './own-portal';
import { expect, test } from './story';

/** A way to the database that can be cut. */
async function cuttable(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const port = Number(target.port);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(port, target.hostname);
    for (const s of [near, far]) {
      sockets.add(s);
      s.on('error', () => undefined).on('close', () => sockets.delete(s));
    }
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  target.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: target.href,
    cut() {
      isCut = true;
      for (const s of sockets) s.destroy();
    },
    mend() {
      isCut = false;
    },
    close: () => server.close(),
  };
}

test('a portal of its own: health tells of the database, streams end with the process', async ({ attendee, workshop }) => {
  const { page, open } = await attendee('Olga Operations');
  const database = await cuttable(process.env['DATABASE_URL'] ?? '');
  const port = await getPort();
  const own = `http://localhost:${port}`;
  const { child } = ownPortal({ ...process.env, PORT: String(port), DATABASE_URL: database.url, NODE_ENV: 'production' });
  await isUp(own);

  await page.goto(`${own}/w/${workshop.slug}/create-workspace`);
  database.cut();
  await expect.poll(() => healthOf(own)).toMatchObject([503, { status: 'unavailable', database: 'down' }]);
  await page.reload();
  await expect(page.getByText('It’s us, not you, and nothing you verified is lost.')).toBeVisible();
  database.mend();
  await isUp(own);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Create a workspace' })).toBeVisible();

  const streams = page.waitForRequest(/api\/events/);
  await page.reload();
  await streams;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  database.close();
  await open('create-workspace');
});

test('a portal without its environment names what is missing, and does not start', async () => {
  const { child, said } = ownPortal({
    PATH: process.env['PATH'],
    BUILD_DIR: process.env['BUILD_DIR'],
    PORT: String(await getPort()),
    NODE_ENV: 'production',
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  expect(said()).toContain('DATABASE_URL is not set');
  expect(said()).toContain('SEAL_KEYS is not set');
});
