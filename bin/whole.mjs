import { gzipSync } from 'node:zlib';

/** Shorter bodies fit into one packet anyhow. */
const worthIt = 1400;

/**
 * Has an answer sent whole, compressed in one go. What a click brings back is a few kilobytes, known at once: compressing it as a
 * stream, as pages are, costs a verify a fifth of its time (docs/performance.md).
 */
export function sendWhole(request, response) {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return;
  const parts = [];
  const keep = (part, encoding) => {
    if (part !== undefined && part !== null) parts.push(Buffer.from(part, typeof encoding === 'string' ? encoding : undefined));
  };
  const { end } = response;
  response.flushHeaders = () => undefined;
  response.write = (part, ...rest) => {
    keep(part, rest[0]);
    const done = rest.find((r) => typeof r === 'function');
    if (done) process.nextTick(done);
    return true;
  };
  response.end = (...all) => {
    const done = all.find((a) => typeof a === 'function');
    if (typeof all[0] !== 'function') keep(all[0], all[1]);
    let whole = Buffer.concat(parts.splice(0));
    if (response.headersSent) return end.call(response, whole.length > 0 ? whole : undefined, done); // ended twice, or with a head of its own
    if (whole.length > worthIt && !response.hasHeader('content-encoding')) {
      whole = gzipSync(whole, { level: 4 });
      response.setHeader('content-encoding', 'gzip');
      response.appendHeader('vary', 'accept-encoding');
    }
    response.setHeader('content-length', whole.length);
    return end.call(response, whole, done);
  };
}
