import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { z } from 'zod';
import { root } from './install.mjs';
import { codeOf, Plain } from './plain.mjs';

export type Env = Record<string, string | undefined>;

/** A long-running program of ours. */
export interface Running {
  name: string;
  pid: number | undefined;
  /** Settles when it is over; never rejects. */
  ended: Promise<{ exitCode?: number | undefined; signal?: string | undefined }>;
  /** The last of its output. */
  said(): string;
  /** SIGTERM, then SIGKILL if it is still there after eight seconds. */
  stop(): Promise<void>;
}

/** Starts a program in its own process group, so that Ctrl-C reaches only us and we can stop everything in order. */
export function start(name: string, command: string, args: string[], env: Env, onText: (text: string) => void = () => undefined): Running {
  const child = execa(command, args, {
    cwd: root,
    env,
    stdin: 'ignore',
    all: true,
    buffer: false,
    detached: true,
    reject: false,
    forceKillAfterDelay: 8000,
  });
  let last = '';
  child.all.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-4000);
    onText(text);
  });
  return {
    name,
    pid: child.pid,
    ended: child,
    said: () => last.trim(),
    async stop() {
      child.kill();
      await child;
    },
  };
}

export const lastLines = (text: string, n = 8): string => text.trim().split('\n').slice(-n).join('\n');

/** Waits until a URL answers with 200. @throws Plain when the program ended first, or never answered */
export async function untilReady(running: Running, url: string, seconds = 60): Promise<void> {
  let isOver = false;
  void running.ended.then(() => {
    isOver = true;
  });
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (isOver) throw new Plain(`The ${running.name} ended at once: ${lastLines(running.said())}`);
    const ok = await fetch(url, { signal: AbortSignal.timeout(2000) })
      .then((r) => r.ok)
      .catch(() => false);
    if (ok) return;
    await sleep(100);
  }
  throw new Plain(`The ${running.name} did not answer at ${url} within ${seconds} s: ${lastLines(running.said())}`);
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = createConnection({ port, host });
    probe.on('connect', () => {
      probe.destroy();
      done(true);
    });
    probe.on('error', () => done(false));
  });
}

export async function requireFree(port: number, variable: string): Promise<void> {
  const taken = (await Promise.all([isTaken(port, '127.0.0.1'), isTaken(port, '::1')])).some(Boolean);
  if (taken) throw new Plain(`Port ${port} is taken by another program. Stop it, or set ${variable} to a free port.`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether a process id still belongs to a process of ours: ids are reused. */
function isOurs(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // the command itself may have been started by a relative path
    return command.includes(root) || (command.includes('run.mjs') && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(root));
  } catch {
    return !existsSync('/proc'); // without /proc there is no telling; we wrote the id down minutes or days ago
  }
}

const isRunning = (pid: number) => isAlive(pid) && isOurs(pid);

const Note = z.object({ up: z.number(), children: z.array(z.number()), url: z.string() });

/** One `up` per data folder. Stops what an earlier run left behind when it was killed. */
export async function takeFolder(file: string, where: string) {
  if (existsSync(file)) {
    const { up, children, url } = Note.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (isRunning(up))
      throw new Plain(
        `Guidepost is already running from ${where}: ${url} (process ${up}). Stop it, or set PORT, PRACTICE_PORT and DATA_DIR to run another.`,
      );
    const left = children.filter(isRunning);
    for (const pid of left) process.kill(pid, 'SIGTERM');
    for (let i = 0; i < 80 && left.some(isRunning); i++) await sleep(100);
    for (const pid of left.filter(isRunning)) process.kill(pid, 'SIGKILL');
  }
  return {
    note: (children: Running[], url: string) =>
      writeFileSync(
        file,
        JSON.stringify({ up: process.pid, children: children.flatMap((c) => c.pid ?? []), url } satisfies z.infer<typeof Note>),
      ),
    leave: () => rmSync(file, { force: true }),
  };
}
