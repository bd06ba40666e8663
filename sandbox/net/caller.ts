import type { IncomingMessage } from 'node:http';
import type { Target } from './target.ts';

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
/** A name that only this machine can have. A page elsewhere that makes its own name lead here (DNS rebinding) still says its own. */
const isOurs = (host: string | undefined): boolean => loopbackName.test(host ?? '');

const isLoopbackAddress = (address: string | undefined) => /^(::1|127\.|::ffff:127\.)/.test(address ?? '');
const hostOf = (origin: string): string | undefined => URL.parse(origin)?.host;
const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS']);

type Asked = Pick<IncomingMessage, 'method' | 'headers'> & { socket: { remoteAddress?: string | undefined } };

/**
 * Why a request is not served; null where it is. Whoever has this machine as a proxy names a vendor's host and means us; everybody
 * else names this machine. What a browser sends from another origin's page changes and controls nothing.
 */
export function refusedCaller({ method = '', headers, socket }: Asked, target: Target | null): string | null {
  const { host, origin } = headers;
  const own = target?.way === 'proxy' ? target.host : host;
  if (target?.way !== 'proxy' && !isOurs(host)) return 'Ask for localhost: the practice cloud answers to no other name.';
  if (!target && !isLoopbackAddress(socket.remoteAddress)) return 'Only from this machine.';
  if (origin !== undefined && hostOf(origin) !== own && !(target && changesNothing.has(method)))
    return 'Not from a page of another origin.';
  return null;
}
