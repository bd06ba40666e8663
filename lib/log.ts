import { pino } from 'pino';
import { env } from './env';

const secretNames = [
  'secret',
  'token',
  'password',
  'authorization',
  'cookie',
  'code',
  'client_secret',
  'access_token',
  'refresh_token',
  'id_token',
];

const shared = globalThis as typeof globalThis & { guidepostRequest?: { getStore(): { requestId: string } | undefined } };

let root: pino.Logger | undefined;

/**
 * One line of JSON per event, with the id of the request that caused it (bin/portal.ts gives them out). Anything with the name of a secret
 * is struck out, should it ever get this far.
 */
export function log(): pino.Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: { app: 'guidepost' },
    mixin: () => ({ ...shared.guidepostRequest?.getStore() }), // a copy: pino writes the line into what it is given
    // PostgreSQL repeats pieces of a statement's parameters there
    serializers: { err: pino.stdSerializers.wrapErrorSerializer(({ where: _where, detail: _detail, ...error }) => error) },
    redact: { paths: secretNames.flatMap((n) => [n, `*.${n}`, `*.*.${n}`]), censor: '(struck out)' },
  });
  return root;
}
