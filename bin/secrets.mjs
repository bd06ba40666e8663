import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Secrets of one data folder: made at its first start, readable by its owner only. */
export function secretsOf(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const secrets = {
    database: randomBytes(24).toString('base64url'),
    session: randomBytes(32).toString('base64url'),
    seal: `k1:${randomBytes(32).toString('base64')}`,
    client: randomBytes(24).toString('base64url'),
  };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/** The ids of the practice tenant: sandbox/world/cast.ts has them, and /_practice/about tells them. */
export async function portalEnv({ practice, portal, secrets, databaseUrl }) {
  const about = await (await fetch(`${practice}/_practice/about`)).json();
  return {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: portal,
    NEXTAUTH_SECRET: secrets.session,
    ENTRA_TENANT_ID: about.tenantId,
    ENTRA_CLIENT_ID: about.portalClientId,
    ENTRA_CLIENT_SECRET: secrets.client,
    SEAL_KEYS: secrets.seal,
    CLOUD_ORIGIN: practice,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
