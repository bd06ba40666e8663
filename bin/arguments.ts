import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Plain } from './plain.mjs';

/** A command's arguments. @throws Plain with its usage for whatever it does not know */
export function argumentsOf<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch {
    throw new Plain(usage); // Node's own sentence has a stack, and does not name what there is
  }
}
