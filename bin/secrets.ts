import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Secrets = z.object({ database: z.string(), session: z.string(), seal: z.string(), client: z.string() });
export type Secrets = z.infer<typeof Secrets>;

/** Secrets of one data folder: made at its first start, readable by its owner only. */
export function secretsOf(file: string): Secrets {
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = {
    database: randomBytes(24).toString('base64url'),
    session: randomBytes(32).toString('base64url'),
    seal: `k1:${randomBytes(32).toString('base64')}`,
    client: randomBytes(24).toString('base64url'),
  };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

const About = z.object({ tenantId: z.string(), portalClientId: z.string() });

interface Place {
  practice: string;
  portal: string;
  secrets: Omit<Secrets, 'database'>;
  databaseUrl: string;
}

/** The portal's environment against the practice cloud. The ids of the practice tenant come from sandbox/world/cast.ts, by way of /_practice/about. */
export async function portalEnv({ practice, portal, secrets, databaseUrl }: Place) {
  const about = About.parse(await (await fetch(`${practice}/_practice/about`)).json());
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

/** The memory that the portal gets, here and in the bench (docs/performance.md). */
export const portalHeap = { NODE_OPTIONS: '--max-old-space-size=256 --max-semi-space-size=16' };
