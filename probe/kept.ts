import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Last } from './drift';

/**
 * The findings that an earlier run saved in a file; null if there is no file.
 * @returns 'broken' if no run wrote the file, or none finished writing it
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

/** Writes the whole file or nothing: a run that is interrupted leaves the earlier file. */
export function writeWhole(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  } finally {
    rmSync(fresh, { force: true });
  }
}
