import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from './story';

const children: ChildProcess[] = [];
/** A portal of the story's own, with all that it says; whatever becomes of the story, it is gone after it. */
export function ownPortal(env: NodeJS.ProcessEnv): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['bin/portal.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  return { child, said: () => said };
}
test.afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** What its health says; null while it does not answer. */
export const healthOf = (origin: string): Promise<unknown> =>
  fetch(`${origin}/api/health`).then(
    async (r) => [r.status, await r.json()],
    () => null,
  );
export const isUp = (origin: string) =>
  expect.poll(() => healthOf(origin), { timeout: 30_000 }).toEqual([200, { status: 'ok', database: 'up' }]);
