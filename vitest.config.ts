import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// the official clients' tests have a configuration of their own
const rooms = '{app,bin,components,e2e,lib,labs,probe,rehearse,sandbox}';
const root = fileURLToPath(new URL('.', import.meta.url));

const alone = globSync(`${rooms}/**/*.test.{ts,tsx}`, { cwd: root })
  .map((file) => file.replaceAll('\\', '/')) // as Windows has them
  .filter((file) => !/\.world\.test\.tsx?$|\/node_modules\/|^e2e\/clients\//.test(file));
/** Changes what others of its process would see: a module, the clock, the environment. */
const changesProcess = (file: string) => /\bvi\.|\bprocess\.|\bglobalThis\b/.test(readFileSync(root + file, 'utf8'));
const apart = alone.filter(changesProcess);
/** Next's folders have brackets and parentheses in their names. */
const globOf = (file: string) => file.replace(/[[\]()]/g, '\\$&');

// Unit tests stand alone. They share a process and its modules, which are then read once, except where one changes what the others would see.
// Those named *.world.test.ts speak with the practice cloud and a database, which bin/test.ts starts: one after another, as the practice
// cloud has one clock and one list of faults.
export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    // for what never ends; whoever starts a program shares two processors with all that bin/test.ts runs at once
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone.filter((file) => !apart.includes(file)).map(globOf),
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'apart', include: apart.map(globOf), maxWorkers: 2, sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: 'world',
          include: [`${rooms}/**/*.world.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', 'e2e/clients/**'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
