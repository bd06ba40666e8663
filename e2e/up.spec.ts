import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { execa } from 'execa';
import getPort from 'get-port';
import { z } from 'zod';

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guidepost-up-'));
  chmodSync(folder, 0o755); // PostgreSQL's user must get to its data
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Note = z.object({ up: z.number(), children: z.array(z.number()).length(2) });
/** A process that has ended but has not been waited for has no command line. */
const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';

/** `npm run up` on a machine with another Node than the project's. */
async function up() {
  const otherNode = join(folder, 'node');
  if (!existsSync(otherNode)) copyFileSync(process.execPath, otherNode, constants.COPYFILE_FICLONE);
  const data = join(folder, 'data');
  const outer = execa(otherNode, ['bin/run.mjs', 'up'], {
    env: {
      PORT: String(await getPort()),
      PRACTICE_PORT: String(await getPort()),
      DATA_DIR: data,
      DATABASE_URL: undefined,
      GUIDEPOST_NODE: undefined,
    },
    all: true,
    reject: false,
    forceKillAfterDelay: false,
  });
  let said = '';
  outer.all.on('data', (text) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: 60_000 }).toContain('Guidepost is up.');
  const note = Note.parse(JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')));
  const database = Number(readFileSync(join(data, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return { outer, command: note.up, programs: [...note.children, database], data };
}

test('SIGTERM to what started everything leaves nothing running', async () => {
  const { outer, command, programs, data } = await up();
  expect(programs.filter(isAlive)).toHaveLength(3);
  outer.kill('SIGTERM');
  expect((await outer).exitCode).toBe(0);
  expect([command, ...programs].filter(isAlive)).toEqual([]);
  expect(existsSync(join(data, 'running.json'))).toBe(false);
});

test('what a killed run leaves behind is taken over by the next', async () => {
  const killed = await up();
  process.kill(killed.command, 'SIGKILL');
  expect((await killed.outer).exitCode).toBe(1);
  expect(killed.programs.filter(isAlive)).toHaveLength(3);
  const next = await up();
  const [, , database] = next.programs;
  expect(killed.programs.filter(isAlive)).toEqual([database]); // found running
  next.outer.kill('SIGINT');
  expect((await next.outer).exitCode).toBe(0);
  expect(next.programs.filter(isAlive)).toEqual([]);
});
