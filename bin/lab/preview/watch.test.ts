import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { watchFolders } from './watch';

const root = mkdtempSync(join(tmpdir(), 'guidepost-watch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a folder that goes and comes back, as with another branch, is watched on', async () => {
  mkdirSync(join(root, 'labs/mine/steps'), { recursive: true });
  const changed = vi.fn();
  const seen = async (act: () => void) => {
    changed.mockClear();
    act();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 5000);
  };
  const unwatch = watchFolders(root, ['labs/mine', 'labs/nowhere'], changed);
  try {
    await seen(() => writeFileSync(join(root, 'labs/mine/lab.ts'), '1'));
    await seen(() => renameSync(join(root, 'labs/mine'), join(root, 'gone')));
    await seen(() => renameSync(join(root, 'gone'), join(root, 'labs/mine')));
    await seen(() => writeFileSync(join(root, 'labs/mine/lab.ts'), '2'));
    await seen(() => writeFileSync(join(root, 'labs/mine/steps/text.md'), '3'));
    await seen(() => mkdirSync(join(root, 'labs/mine/steps/next')));
  } finally {
    unwatch();
  }
});
