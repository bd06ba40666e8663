import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** One file after another, and last the one that looks at what the others have called. */
class CoverageLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLast = (file: TestSpecification) => file.moduleId.endsWith('/coverage.test.ts');
    return [...files].sort((a, b) => Number(isLast(a)) - Number(isLast(b)) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

// Run by bin/test.ts with HTTPS_PROXY and the practice cloud's CA: Node reads both when it starts.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '') } },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['**/*.test.ts'],
    fileParallelism: false,
    sequence: { sequencer: CoverageLast },
    testTimeout: 30_000,
  },
});
