import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Shorter bodies fit into one packet anyway. */
const worthIt = 1400;

const isFunction = (value: unknown) => typeof value === 'function';

/**
 * Sends an answer whole, compressed in one go. What a click brings back is a few kilobytes, known at once: compressing it as a
 * stream, as pages are, costs a verify a fifth of its time (docs/performance.md).
 */
export function sendWhole(request: IncomingMessage, response: ServerResponse): void {
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return;
  const parts: Buffer[] = [];
  const keep = (part: unknown, encoding: unknown) => {
    if (typeof part === 'string')
      parts.push(Buffer.from(part, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'));
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part));
  };
  const end = (...args: unknown[]): ServerResponse => Reflect.apply(original, response, args);
  const { end: original } = response;
  response.flushHeaders = () => undefined;
  response.write = (part: unknown, ...rest: unknown[]) => {
    keep(part, rest[0]);
    const done = rest.find(isFunction);
    if (done) process.nextTick(done);
    return true;
  };
  response.end = (...all: unknown[]) => {
    const done = all.find(isFunction);
    if (!isFunction(all[0])) keep(all[0], all[1]);
    let whole = Buffer.concat(parts.splice(0));
    if (response.headersSent) return end(whole.length > 0 ? whole : undefined, done); // ended twice, or with a head of its own
    if (whole.length > worthIt && !response.hasHeader('content-encoding')) {
      whole = gzipSync(whole, { level: 1 });
      response.setHeader('content-encoding', 'gzip');
      response.appendHeader('vary', 'accept-encoding');
    }
    response.setHeader('content-length', whole.length);
    return end(whole, done);
  };
}
