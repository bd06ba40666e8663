import { constants, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { root } from './install.mjs';

const folder = mkdtempSync(join(tmpdir(), 'guidepost-ending-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// another Node than the project's, as on a machine with Node 20
const otherNode = join(folder, 'node');
copyFileSync(process.execPath, otherNode, constants.COPYFILE_FICLONE);
const command = join(folder, 'command.mjs');
writeFileSync(
  command,
  `import { handOver } from '${join(root, 'bin', 'install.mjs')}';
await handOver();
const { Ending } = await import('${join(root, 'bin', 'ending.ts')}');
const ending = new Ending(7, () => console.log('told to stop'));
ending.undo(() => console.log('undid the first'));
ending.undo(async () => {
  await new Promise(setImmediate);
  throw new Error('could not undo the second');
});
ending.undo(() => {
  console.log('undid the last');
  void ending.end(1);
});
setInterval(() => undefined, 1000);
console.log(process.execPath);`,
);

async function run(signal: NodeJS.Signals) {
  const outer = execa(otherNode, [command], { env: { GUIDEPOST_NODE: undefined }, reject: false, forceKillAfterDelay: false });
  outer.stdout.once('data', () => outer.kill(signal));
  return outer; // settles when both processes are gone, as both hold its output open
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s to the Node that handed over ends the command in order', async (signal) => {
  const { exitCode, stdout, stderr } = await run(signal);
  expect(stdout.split('\n')).toEqual([process.execPath, 'told to stop', 'undid the last', 'undid the first']);
  expect(stderr).toBe('could not undo the second');
  expect(exitCode).toBe(7);
});

test('a command ends in order when the Node that handed over is killed', async () => {
  const { signal, stdout } = await run('SIGKILL');
  expect(signal).toBe('SIGKILL');
  expect(stdout.split('\n')).toEqual([process.execPath, 'told to stop', 'undid the last', 'undid the first']);
});

test('a command ends in order on SIGTERM to npm, which reaches only the shell between them', async () => {
  const shell = execa('sh', ['-c', `"${process.execPath}" "${command}"; exit`], {
    env: { npm_lifecycle_event: 'up', GUIDEPOST_NODE: undefined },
    reject: false,
  });
  shell.stdout.once('data', () => shell.kill('SIGTERM'));
  const { stdout } = await shell;
  expect(stdout.split('\n')).toEqual([process.execPath, 'told to stop', 'undid the last', 'undid the first']);
});
