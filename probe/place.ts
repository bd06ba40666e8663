import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { z } from 'zod';
import { lab } from '@/labs/databricks-dss/vocabulary';
import { isWorkspaceHost } from '@/lib/clouds/databricks';
import type { Place } from './question';

const { adlsConnection, fastWritePath, credentialsFailure, resourceGroup } = lab.declared.settings;
const host = z.string().refine(isWorkspaceHost, 'must look like adb-1234567890123456.7.azuredatabricks.net');

/** What the environment tells the probe. If one is missing, some questions can’t be answered. */
export const ProbeEnv = z.object({
  ENTRA_TENANT_ID: z.uuid('must be the tenant id, a uuid').optional(),
  PROBE_CLIENT_ID: z.uuid('must be the client id of a public client, a uuid').optional(),
  PROBE_SUBSCRIPTION: z.uuid('must be the subscription id, a uuid').optional(),
  PROBE_RESOURCE_GROUP: z.string().default(resourceGroup.preset),
  PROBE_WORKSPACE: host.optional(),
  PROBE_STRANGER_WORKSPACE: host.optional(),
  PROBE_STORAGE: z
    .string()
    .regex(/^[a-z0-9]{3,24}\/[a-z0-9-]{3,63}$/, 'must be account/container')
    .transform((text) => ({ account: text.slice(0, text.indexOf('/')), container: text.slice(text.indexOf('/') + 1) }))
    .optional(),
  PROBE_DSS_URL: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
  PROBE_DSS_ADMIN_KEY: z.string().optional(),
  PROBE_DSS_KEY: z.string().optional(),
  PROBE_DSS_PROJECT: z.string().optional(),
  PROBE_APP_CLIENT_ID: z.string().optional(),
  PROBE_FAST_WRITE: z.string().default(adlsConnection.preset),
  PROBE_FAST_WRITE_PATH: z.string().default(fastWritePath.preset),
});
export type ProbeEnv = z.infer<typeof ProbeEnv>;

/** @throws Error with the name of each malformed variable, and never with a value */
export function parseProbeEnv(source: Record<string, string | undefined>): ProbeEnv {
  const parsed = ProbeEnv.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join('\n'));
}

export const placeOf = (env: ProbeEnv, userName: string | undefined): Place => ({
  subscriptionId: env.PROBE_SUBSCRIPTION,
  resourceGroup: env.PROBE_RESOURCE_GROUP,
  workspace: env.PROBE_WORKSPACE,
  strangerWorkspace: env.PROBE_STRANGER_WORKSPACE,
  storage: env.PROBE_STORAGE,
  dssUrl: env.PROBE_DSS_URL,
  project: env.PROBE_DSS_PROJECT,
  appClientId: env.PROBE_APP_CLIENT_ID,
  fastWriteConnection: env.PROBE_FAST_WRITE,
  fastWritePath: env.PROBE_FAST_WRITE_PATH,
  credentialsFailure: credentialsFailure.preset,
  userName,
});

/** Asks for a key without showing it. Null if there is no terminal, or nothing is entered. */
export async function askForKey(what: string): Promise<string | null> {
  if (!stdin.isTTY) return null;
  stdout.write(`${what} (not shown; press Enter to skip): `);
  const lines = createInterface({ input: stdin, output: new Writable({ write: (_chunk, _encoding, done) => done() }), terminal: true });
  try {
    return (await lines.question('')).trim() || null;
  } finally {
    lines.close();
    stdout.write('\n');
  }
}
