import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test, vi } from 'vitest';

test('what one line says of a request is not in the next line about it', async () => {
  vi.stubEnv('LOG_LEVEL', 'info');
  vi.resetModules(); // the environment is read once
  const { log } = await import('./log');
  const current = new AsyncLocalStorage<{ requestId: string }>();
  Object.assign(globalThis, { guidepostRequest: current });
  const request = { requestId: '1' };
  current.run(request, () => log().info({ event: 'test', why: 'of this line only' }, 'a line of a test'));
  expect(request).toEqual({ requestId: '1' });
  Object.assign(globalThis, { guidepostRequest: undefined });
  vi.unstubAllEnvs();
});
