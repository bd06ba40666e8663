import { afterEach, expect, test, vi } from 'vitest';
import { databaseNow } from './database-now';

afterEach(() => vi.unstubAllGlobals());

test.each<[string, () => Promise<Response>, string | null]>([
  ['Guidepost', async () => Response.json({ status: 'ok', database: 'up' }), 'up'],
  ['Guidepost without its database', async () => Response.json({ status: 'unavailable', database: 'down' }, { status: 503 }), 'down'],
  ['a proxy', async () => new Response('<html>Bad gateway</html>', { status: 502 }), null],
  ['a gateway', async () => Response.json({ message: 'no healthy upstream' }, { status: 503 }), null],
  ['a guest network', async () => Response.json(null), null],
  ['nobody', () => Promise.reject(new TypeError('Failed to fetch')), null],
])('where %s answers, the database is as that says, or nothing is known of it', async (_, answer, told) => {
  vi.stubGlobal('fetch', answer);
  expect(await databaseNow()).toBe(told);
});
