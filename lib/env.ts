import { z } from 'zod';

/**
 * The practice cloud's own tenant, which no real one shares: sandbox/world/cast.ts has it, and `GET /_practice/about` tells it. With
 * any other tenant `CLOUD_ORIGIN` is refused, as then it would be a real registration's secret that goes there.
 */
export const practiceTenant = '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803';

const isLoopback = (url: URL) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);

/** Whether a secret may have been made by chance: not one letter over and over, and not a word repeated until it was long enough. */
function isSound(secret: string | Buffer): boolean {
  const text = secret.toString('latin1');
  const isRepeated = `${text}${text}`.indexOf(text, 1) < text.length;
  return !isRepeated && new Set(text).size >= 8;
}

const key = z
  .string()
  .regex(/^[a-z0-9-]{1,16}:[A-Za-z0-9+/]{43}=$/, 'must be id:key, the key being 32 bytes in base64')
  .transform((text) => {
    const [id = '', bytes = ''] = text.split(':');
    return { id, key: Buffer.from(bytes, 'base64') };
  })
  .refine(({ key }) => isSound(key), 'must hold random keys: openssl rand -base64 32');

const ownTenantOnly = 'must not be set with a tenant of your own: only the practice tenant signs people in there';

/** An http(s) URL without a name or a password in it. */
const webUrl = (problem: string) =>
  z.url({ protocol: /^https?$/, error: problem }).refine((text) => !URL.parse(text)?.username && !URL.parse(text)?.password, problem);

const practiceUrl = webUrl('must be the URL of the practice cloud, or not be set').refine((text) => {
  const url = URL.parse(text);
  return url !== null && isLoopback(url);
}, 'must be on this machine (localhost), or not be set: it is sent secrets and tokens');

const hosts = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()))
  .pipe(
    z.array(z.string().regex(/^[a-z0-9][a-z0-9.-]{0,252}$/, 'must be host names with commas between them, without https:// or a port')),
  );

const Env = z
  .object({
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
    /** Where browsers reach the portal, such as https://labs.example.com */
    NEXTAUTH_URL: webUrl('must be the http(s) URL under which browsers reach the portal'),
    NEXTAUTH_SECRET: z.string().min(32, 'must have 32 characters or more').refine(isSound, 'must be random: openssl rand -base64 32'),
    ENTRA_TENANT_ID: z.uuid('must be the tenant id, a uuid').toLowerCase(),
    ENTRA_CLIENT_ID: z.uuid('must be the client id of the portal’s app registration, a uuid'),
    ENTRA_CLIENT_SECRET: z.string().min(8, 'must be the value (not the id) of a client secret'),
    /** Keys that seal the token cache: the first seals, all of them open. `id:base64[,id:base64]` */
    SEAL_KEYS: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(key).min(1)),
    /** Set only for the practice cloud: where it answers for the vendors' hosts. */
    CLOUD_ORIGIN: practiceUrl.optional(),
    /** The only hosts that may be a workshop's DSS, which may then lie in a private network; not set: any public host. `host[,host]` */
    DSS_HOSTS: hosts.optional(),
    /** A file that `npm run probe` wrote: how this tenant and this DSS name what is otherwise matched tolerantly. */
    VENDOR_ANSWERS: z.string().optional(),
    /** Whom to tell of a weakness, for /.well-known/security.txt; not set: there is none. */
    SECURITY_CONTACT: z
      .url({ protocol: /^(mailto|https|tel)$/, error: 'must be a mailto:, https: or tel: address' })
      .max(300)
      .regex(/^[\x21-\x7e]+$/, 'must be plain ASCII, without spaces')
      .optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  })
  .superRefine((env, context) => {
    const say = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (env.CLOUD_ORIGIN !== undefined) {
      if (env.ENTRA_TENANT_ID.toLowerCase() !== practiceTenant) say('CLOUD_ORIGIN', ownTenantOnly);
      return;
    }
    const portal = URL.parse(env.NEXTAUTH_URL);
    // what goes to this machine's own loopback no network carries; Entra, too, takes http for localhost
    if (portal && portal.protocol !== 'https:' && !isLoopback(portal))
      say('NEXTAUTH_URL', 'must be https: sessions and secrets go over it');
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

/** See DSS_HOSTS; null where it is not set. Read by itself, as a form may be checked where the rest of the environment is not set. */
export const dssHosts = (): readonly string[] | null => hosts.optional().parse(process.env['DSS_HOSTS'] || undefined) ?? null;

/** See CLOUD_ORIGIN, by the same rules. Read by itself, as the probe runs without the rest of the environment. */
export function cloudOrigin(): string | undefined {
  if (parsed) return parsed.CLOUD_ORIGIN;
  const origin = practiceUrl.optional().parse(process.env['CLOUD_ORIGIN'] || undefined);
  if (origin !== undefined && process.env['ENTRA_TENANT_ID']?.toLowerCase() !== practiceTenant)
    throw new Error(`CLOUD_ORIGIN ${ownTenantOnly}`);
  return origin;
}

/** See VENDOR_ANSWERS; likewise by itself. */
export const vendorAnswers = (): string | undefined => process.env['VENDOR_ANSWERS'] || undefined;

/** Whether the vendors are the practice cloud. */
export const isPractice = (): boolean => env().CLOUD_ORIGIN !== undefined;

/** Whether requests go through the proxy that HTTPS_PROXY names, as Node's own variable says. */
export const hasProxy = (): boolean => process.env['NODE_USE_ENV_PROXY'] === '1';
