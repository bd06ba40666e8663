import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { afterAll, expect, test } from 'vitest';
import { tsx } from './install.mjs';
import { requireFree, start, takeFolder, untilReady } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'guidepost-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const note = join(folder, 'running.json');

const waits = 'setInterval(() => undefined, 1000); console.log("ready")';
/** A program that is recognized as ours by its command line. */
const startOurs = () => start('program', process.execPath, [...tsx(), '-e', waits], {});

test('what is started can be stopped, and its output is kept', async () => {
  let seen = '';
  const child = start('program', process.execPath, ['-e', waits], {}, (text) => {
    seen += text;
  });
  await expect.poll(() => seen).toBe('ready\n');
  await child.stop();
  expect(child.said()).toBe('ready');
  expect((await child.ended).signal).toBe('SIGTERM');
});

test('a program that ends before it is ready is reported with what it said last', async () => {
  const child = start('program', process.execPath, ['-e', 'console.error("no way"); process.exit(3)'], {});
  await expect(untilReady(child, `http://localhost:${await getPort()}/`)).rejects.toThrow('The program ended at once: no way');
  expect((await child.ended).exitCode).toBe(3);
});

test('a port that is taken is named with the variable that changes it', async () => {
  const port = await getPort();
  await requireFree(port, 'PORT');
  const server = createServer();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await expect(requireFree(port, 'PORT')).rejects.toThrow(`Port ${port} is taken by another program. Stop it, or set PORT`);
  server.close();
});

test('what a killed run left behind is stopped, once', async () => {
  const left = startOurs();
  await expect.poll(() => left.said()).toBe('ready');
  const killed = start('program', process.execPath, ['-e', ''], {});
  await killed.ended;
  writeFileSync(note, JSON.stringify({ up: killed.pid, children: [left.pid], url: 'http://localhost:1' }));
  const taken = await takeFolder(note, folder);
  expect((await left.ended).signal).toBe('SIGTERM');
  taken.note([], 'http://localhost:2');
  expect(JSON.parse(readFileSync(note, 'utf8'))).toEqual({ up: process.pid, children: [], url: 'http://localhost:2' });
  taken.leave();
  expect(existsSync(note)).toBe(false);
});

test('a process that only has the number of one of ours is left alone', async () => {
  const stranger = execa('sleep', ['60'], { cwd: '/', reject: false });
  writeFileSync(note, JSON.stringify({ up: stranger.pid, children: [stranger.pid], url: 'http://localhost:1' }));
  await takeFolder(note, folder);
  stranger.kill('SIGINT'); // not the signal that takeFolder sends
  expect((await stranger).signal).toBe('SIGINT');
});

test('a folder in use is refused, by the process that uses it', async () => {
  const other = startOurs();
  await expect.poll(() => other.said()).toBe('ready');
  writeFileSync(note, JSON.stringify({ up: other.pid, children: [], url: 'http://localhost:1' }));
  await expect(takeFolder(note, folder)).rejects.toThrow(`http://localhost:1 (process ${other.pid})`);
  await other.stop();
});
