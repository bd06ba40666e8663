import type { IncomingMessage } from 'node:http';

/** Whether anything follows the headers. Its length may be unknown, and what is declared may be a lie. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Reads a body to its end, counting the bytes that arrive, and puts it back: whoever reads the request next finds it whole. So nothing
 * of a body is parsed before its size is known. `settled` is called once, in the turn in which the body was put back.
 * - `too-large`: more than `limit` bytes came. The rest has not been read.
 * - `gone`: the client went away first; there is nobody to answer.
 */
export function holdBody(request: IncomingMessage, limit: number, settled: (how: 'held' | 'too-large' | 'gone') => void): void {
  const parts: Buffer[] = [];
  let size = 0;
  const settle = (how: 'held' | 'too-large' | 'gone') => {
    request.off('readable', take).off('close', leave);
    settled(how);
  };
  const leave = () => settle('gone');
  const take = () => {
    // reading an empty stream at its end would end it for good, before anybody else has listened
    while (request.readableLength > 0) {
      const part: Buffer = request.read();
      size += part.length;
      if (size > limit) return settle('too-large');
      parts.push(part);
    }
    if (!request.complete) return;
    if (size > 0) request.unshift(Buffer.concat(parts));
    settle('held');
  };
  request.on('readable', take).on('close', leave);
}
