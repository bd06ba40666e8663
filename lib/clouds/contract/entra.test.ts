import { afterAll, expect, test, vi } from 'vitest';
import { entra } from '../entra';
import { Run } from '../http';
import { access, answering, troubleOf } from './answering';
import { answers, refusals, variants } from './entra';

const far = vi.hoisted(() => ({ origin: '' }));
vi.mock('../address', () => ({ cloudUrl: (url: string) => url.replace('https://', `${far.origin}/`) }));
const server = await answering();
far.origin = server.origin;
afterAll(server.close);

const tried = () =>
  entra
    .client(new Run(access, { deadlineMs: 2000 }), [])
    .trySecret({ tenantId: 'tenant', clientId: 'app', secret: 'secret', resource: 'https://storage.azure.com' });

test.each([...answers, ...variants])('a token ($source)', async (spoken) => {
  server.answer(() => spoken);
  expect(await tried()).toEqual({ accepted: true });
});

test.each(refusals)('a refusal: $means ($source)', async ({ means: { trouble, ...means }, ...spoken }) => {
  server.answer(() => spoken);
  if (trouble === 'secret') expect(await tried()).toEqual({ accepted: false, said: expect.any(String), ...means });
  else expect(await troubleOf(tried())).toMatchObject({ cloud: 'Entra ID', trouble, status: spoken.status, ...means });
});
