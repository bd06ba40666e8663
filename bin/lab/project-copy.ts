import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../install.mjs';

const parts = [
  ...['app', 'bin', 'components', 'e2e', 'labs', 'lib'],
  ...['.gitignore', 'biome.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts'],
];

/** A copy of the project for tests that write into it, with everything installed. Its modules are this project's own. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'guidepost-lab-'));

  constructor() {
    for (const part of parts) cpSync(join(root, part), join(this.folder, part), { recursive: true });
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(join(root, 'node_modules'))) symlinkSync(join(root, 'node_modules', name), join(modules, name));
    // what bin/install.mjs goes by: it must not install into modules that are shared
    rmSync(join(modules, '.guidepost-installed'), { force: true });
    const lock = createHash('sha256').update(readFileSync(join(this.folder, 'package-lock.json')));
    writeFileSync(join(modules, '.guidepost-installed'), lock.digest('hex'));
  }

  /** `npm run lab -- …`, to its end. */
  async lab(...args: string[]): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }> {
    const { exitCode, stdout, stderr } = await execa(process.execPath, ['bin/run.mjs', 'lab', ...args], {
      cwd: this.folder,
      reject: false,
    });
    return { exitCode, stdout, stderr };
  }

  /** Starts a preview. @returns its address, without a slash at the end */
  async preview(name: string): Promise<{ url: string; stop: () => Promise<void> }> {
    const child = execa(process.execPath, ['bin/run.mjs', 'lab', 'preview', name], { cwd: this.folder, reject: false, all: true });
    const stop = async () => {
      child.kill();
      await child;
    };
    let said = '';
    child.all.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const url = await until(`the preview of ${name} says where it is`, 60, async () => /http:\/\/localhost:\d+/.exec(said)?.[0] ?? null);
    return { url, stop };
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until something holds. @throws Error when it does not within the time */
export async function until<T>(what: string, seconds: number, look: () => Promise<T | false | null>): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`Not within ${seconds} s: ${what}`);
}
