import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Last } from './drift';

/**
 * The findings that an earlier run kept in a file; null where there was none.
 * @returns 'broken' for a file that no run wrote, or not to its end
 */
export function keptIn(file: string): Last | null | 'broken' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : 'broken';
  }
  try {
    return Last.parse(JSON.parse(text));
  } catch {
    return 'broken';
  }
}

/** Writes a file whole or not at all: a run that is broken off leaves the one of before. */
export function writeWhole(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  } finally {
    rmSync(fresh, { force: true });
  }
}
