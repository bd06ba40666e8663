import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Run by bin/test.ts with HTTPS_PROXY and the practice cloud's CA, both of which Node reads when it starts.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '') } },
  test: { root: fileURLToPath(new URL('.', import.meta.url)), include: ['**/*.test.ts'], fileParallelism: false, testTimeout: 30_000 },
});
