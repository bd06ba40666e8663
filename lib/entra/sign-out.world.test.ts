import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { msalClient, storeCache } from './msal';

afterAll(() => db().$disconnect());

const account = { homeAccountId: '', environment: 'login.microsoftonline.com', tenantId: 't', username: 'u', localAccountId: 'l' };

test('a token that arrives after somebody has signed out leaves nothing behind', async () => {
  const homeAccountId = randomUUID();
  const rows = () => db().tokenCache.count({ where: { homeAccountId } });
  await storeCache(homeAccountId, '{}');
  const cache = msalClient(homeAccountId).getTokenCache();
  await cache.getAllAccounts(); // reads the row, as a redemption does before it asks
  await db().tokenCache.deleteMany({ where: { homeAccountId } }); // as signing out does
  await cache.removeAccount({ ...account, homeAccountId }); // MSAL writes what it holds
  expect(await rows()).toBe(0);
  await storeCache(homeAccountId, '{}');
  expect(await rows()).toBe(1);
});
