import type { ChildProcess } from 'node:child_process';
import { execa } from 'execa';
import { expect, test } from './story';

const children: ChildProcess[] = [];
/** The story's own portal, with everything that it prints; it is gone after the story, however that ends. */
export function ownPortal(env: NodeJS.ProcessEnv): { child: ChildProcess; said: () => string } {
  const { all, nodeChildProcess: child } = execa(process.execPath, ['bin/run.mjs', 'portal'], {
    env,
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    buffer: false,
    reject: false,
  });
  children.push(child);
  let said = '';
  all.on('data', (text) => {
    said += text;
  });
  return { child, said: () => said };
}
test.afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** What its health says; null while it does not answer. */
export const healthOf = (origin: string): Promise<unknown> =>
  fetch(`${origin}/api/health`).then(
    async (r) => [r.status, await r.json()],
    () => null,
  );
export const isUp = (origin: string) =>
  expect.poll(() => healthOf(origin), { timeout: 30_000 }).toMatchObject([200, { status: 'ok', database: 'up' }]);
