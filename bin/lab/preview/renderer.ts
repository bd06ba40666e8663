import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { tsx } from '../../install.mjs';
import type { Asked, Page } from './pages';

/** What goes to the process that makes pages, and what comes back. */
export type ToRenderer = Asked & { id: number };
export type FromRenderer = { ready: true } | (Page & { id: number });

export interface Failure {
  failure: string;
}

/** A process that has a lab's modules as its files were when it started; starting another one reads them again. */
export class Renderer {
  /** Settles when pages can be had, or the process has failed. */
  readonly ready: Promise<void>;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (page: Page | Failure) => void>();
  private asked = 0;
  private said = '';
  private isOver = false;

  constructor(root: string, folder: string) {
    this.child = fork(join(import.meta.dirname, 'renderer-process.ts'), [root, folder], {
      cwd: root,
      execArgv: tsx(),
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.said = (this.said + text).slice(-8000);
    });
    this.ready = new Promise((done) => {
      this.child.on('message', (message: FromRenderer) => {
        if ('ready' in message) return done();
        this.waiting.get(message.id)?.(message);
        this.waiting.delete(message.id);
      });
      this.child.on('close', () => {
        this.isOver = true;
        for (const answer of this.waiting.values()) answer(this.failure());
        this.waiting.clear();
        done();
      });
    });
  }

  async page(asked: Asked): Promise<Page | Failure> {
    await this.ready;
    if (this.isOver) return this.failure();
    const id = this.asked++;
    return new Promise((done) => {
      this.waiting.set(id, done);
      this.child.send({ ...asked, id } satisfies ToRenderer, (error) => error && done(this.failure()));
    });
  }

  stop(): void {
    this.child.kill();
  }

  /** The engine or the kit itself may be broken: then Node says where, and no page can be made. */
  private failure(): Failure {
    return { failure: this.said.trim() || 'The process that makes the pages has ended.' };
  }
}
