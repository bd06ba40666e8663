import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// the official clients' tests have a configuration of their own
const rooms = '{app,bin,components,e2e,lib,labs,probe,rehearse,sandbox}';

// Unit tests stand alone. Those named *.world.test.ts speak with the practice cloud and a database, which bin/test.ts starts: one after
// another, as the practice cloud has one clock and one list of faults.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    // for what never ends; whoever starts a program shares two processors with all that bin/test.ts runs at once
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.world.test.{ts,tsx}', '**/node_modules/**', 'e2e/clients/**'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
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
