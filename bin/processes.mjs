import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { root } from './install.mjs';
import { Plain } from './plain.mjs';

/** Starts a program of ours in a group of its own, so that a Ctrl-C reaches it once and in order. Its log goes to `onLine`. */
export function start(name, command, args, env, onLine) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      last = (last + text).slice(-4000);
      onLine?.(text);
    });
  }
  const ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
  return { name, pid: child.pid, ended, said: () => last.trim(), kill: (signal) => child.kill(signal) };
}

/** SIGTERM, and after a while SIGKILL. */
export async function stop(running, ms = 8000) {
  running.kill('SIGTERM');
  const timer = setTimeout(() => running.kill('SIGKILL'), ms);
  await running.ended;
  clearTimeout(timer);
}

/** Waits until a URL answers with 200. @throws Plain when the program ended first, or never answered */
export async function untilReady(running, url, seconds = 60) {
  let isOver = false;
  running.ended.then(() => {
    isOver = true;
  });
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (isOver) throw new Plain(`The ${running.name} ended at once: ${running.said().split('\n').slice(-8).join('\n')}`);
    const ok = await fetch(url, { signal: AbortSignal.timeout(2000) })
      .then((r) => r.ok)
      .catch(() => false);
    if (ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Plain(`The ${running.name} did not answer at ${url} within ${seconds} s: ${running.said().split('\n').slice(-8).join('\n')}`);
}

function isTaken(port, host) {
  return new Promise((done) => {
    const probe = createConnection({ port, host });
    probe.on('connect', () => {
      probe.destroy();
      done(true);
    });
    probe.on('error', () => done(false));
  });
}

/** A port that nobody listens on right now. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

export async function requireFree(port, variable) {
  const taken = (await Promise.all([isTaken(port, '127.0.0.1'), isTaken(port, '::1')])).some(Boolean);
  if (taken) throw new Plain(`Port ${port} is taken by another program. Stop it, or set ${variable} to a free port.`);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Whether a process of that number is still the one we started: numbers are used again. */
function isOurs(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(root);
  } catch {
    return !existsSync('/proc'); // without /proc nobody can tell; the number was written by us minutes or days ago
  }
}

/** One `up` per data folder. Ends what a killed earlier run left behind. */
export async function takeFolder(file, where) {
  if (existsSync(file)) {
    const { up, children, url } = JSON.parse(readFileSync(file, 'utf8'));
    if (isAlive(up) && isOurs(up))
      throw new Plain(
        `Guidepost is already running from ${where}: ${url} (process ${up}). Stop it, or set PORT, PRACTICE_PORT and DATA_DIR to run another.`,
      );
    const left = children.filter((pid) => isAlive(pid) && isOurs(pid));
    for (const pid of left) process.kill(pid, 'SIGTERM');
    for (let i = 0; i < 80 && left.some(isAlive); i++) await new Promise((done) => setTimeout(done, 100));
    for (const pid of left.filter(isAlive)) process.kill(pid, 'SIGKILL');
  }
  return {
    note: (children, url) => writeFileSync(file, JSON.stringify({ up: process.pid, children, url })),
    leave: () => rmSync(file, { force: true }),
  };
}
