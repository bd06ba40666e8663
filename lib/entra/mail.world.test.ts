// The mail that the practice Entra ID states, and people whose account at home is another one, with msal-node as the portal uses it.
import { decodeJwt } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { practiceHands } from '@/e2e/hands';
import { cloudUrl } from '@/lib/clouds/address';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { tokensOf } from './tokens';

const hands = await practiceHands();
afterAll(() => db().$disconnect());

async function idToken(name: string, scope: string) {
  const { ENTRA_TENANT_ID, ENTRA_CLIENT_ID, ENTRA_CLIENT_SECRET } = env();
  const fields = {
    grant_type: 'password',
    client_id: ENTRA_CLIENT_ID,
    client_secret: ENTRA_CLIENT_SECRET,
    username: hands.member(name).upn,
    password: 'practice',
    scope: `openid ${scope} https://management.azure.com/.default`,
  };
  const url = cloudUrl(`https://login.microsoftonline.com/${ENTRA_TENANT_ID}/oauth2/v2.0/token`);
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return decodeJwt(((await answer.json()) as { id_token: string }).id_token); // the practice cloud's own
}

test.each([
  ['Ada Quill', 'profile', undefined],
  ['Ada Quill', 'email', 'ada.quill@practice.example'],
  ['Priya Raman', 'profile', undefined],
  ['Priya Raman', 'email', 'Priya.Raman@practice.example'],
  ['Gus Visitor', 'profile', 'gus.visitor@partner.example'],
])('of %s with the scope %s it is %s', async (name, scope, email) => {
  const claims = await idToken(name, scope);
  expect(claims['email']).toBe(email);
  expect(claims['preferred_username']).toBe(hands.member(name).upn);
  expect(claims['tid']).toBe(env().ENTRA_TENANT_ID);
});

test('a guest, whose account at home is of another tenant, has tokens as everybody has', async () => {
  const person = await hands.person(hands.member('Gus Visitor'));
  expect(person).toMatchObject({ mail: 'gus.visitor@partner.example', tenantId: env().ENTRA_TENANT_ID });
  expect(person.homeAccountId).not.toContain(env().ENTRA_TENANT_ID);
  const tokenFor = tokensOf(person.homeAccountId);
  for (const scope of ['https://management.azure.com/user_impersonation', 'https://storage.azure.com/user_impersonation'])
    expect(decodeJwt(await tokenFor(scope))).toMatchObject({ oid: person.objectId });
});
