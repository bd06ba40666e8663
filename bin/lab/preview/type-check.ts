import { fork } from 'node:child_process';
import { join } from 'node:path';
import { tsx } from '../../install.mjs';
import type { Finding } from '../finding';

/**
 * Type-checks a lab in a separate process, and again after every change. It takes seconds, and no page waits for it.
 * @param found receives the mistakes after each check
 * @returns what stops it
 */
export function watchTypes(root: string, folder: string, found: (mistakes: Finding[]) => void): () => void {
  const child = fork(join(import.meta.dirname, 'type-check-process.ts'), [root, folder], { cwd: root, execArgv: tsx() });
  child.on('message', (mistakes: Finding[]) => found(mistakes));
  return () => void child.kill();
}
