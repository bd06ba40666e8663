import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Store } from './store.ts';

test('a world that cannot be saved goes on, says so, and is saved as soon as it can be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidepost-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const said = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const [file, isInTheWay] = [join(folder, 'world.json'), join(folder, 'world.json.new')];

  const store = await Store.open({ folder, speed: 1, portalRedirectUri: 'http://localhost:3000/', strictness: 'kind' });
  mkdirSync(isInTheWay);
  vi.advanceTimersByTime(150);
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('couldn’t save its world'));
  expect(existsSync(file)).toBe(false);
  store.world.dss.users = [];
  store.save(); // it is tried again anyway
  vi.advanceTimersByTime(5000);
  expect(said).toHaveBeenCalledTimes(2);

  rmSync(isInTheWay, { recursive: true });
  vi.advanceTimersByTime(5000);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ dss: { users: [] } });
  expect(said).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
