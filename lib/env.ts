import { z } from 'zod';

const key = z
  .string()
  .regex(/^[a-z0-9-]{1,16}:[A-Za-z0-9+/]{43}=$/, 'must be id:key, the key being 32 bytes in base64')
  .transform((text) => {
    const [id = '', bytes = ''] = text.split(':');
    return { id, key: Buffer.from(bytes, 'base64') };
  });

const Env = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
  /** Where browsers reach the portal, such as https://labs.example.com */
  NEXTAUTH_URL: z.url('must be the http(s) URL under which browsers reach the portal'),
  NEXTAUTH_SECRET: z.string().min(32, 'must have 32 characters or more'),
  ENTRA_TENANT_ID: z.uuid('must be the tenant id, a uuid'),
  ENTRA_CLIENT_ID: z.uuid('must be the client id of the portal’s app registration, a uuid'),
  ENTRA_CLIENT_SECRET: z.string().min(8, 'must be the value (not the id) of a client secret'),
  /** Keys that seal the token cache: the first seals, all of them open. `id:base64[,id:base64]` */
  SEAL_KEYS: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(key).min(1)),
  /** Set only for the practice cloud: where it answers for the vendors' hosts. */
  CLOUD_ORIGIN: z.url('must be the URL of the practice cloud, or not be set').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
});
export type Env = z.infer<typeof Env>;

/** @throws Error whose message names each variable that is missing or malformed, and never a value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(present);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name} ${present[name] === undefined ? 'is not set' : issue.message}`;
  });
  throw new Error(`Guidepost cannot start with this environment:\n${[...new Set(lines)].join('\n')}\nSee docs/real-tenant.md.`);
}

let parsed: Env | undefined;

/** The environment, parsed once. Nothing else in the portal reads process.env. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Whether the vendors are the practice cloud. */
export const isPractice = (): boolean => env().CLOUD_ORIGIN !== undefined;
