import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Unit tests stand alone. Those named *.world.test.ts speak with the practice cloud and a database, which bin/test.ts starts.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: [
      '{app,bin,components,lib,labs,probe,rehearse,sandbox,e2e/as-told,e2e/authorization,e2e/dss,e2e/faults,e2e/fixture-lab,e2e/solve}/**/*.test.{ts,tsx}',
    ],
    fileParallelism: false, // the practice cloud has one clock and one list of faults
    testTimeout: 20_000,
  },
});
