import type { IncomingMessage } from 'node:http';
import type { Share } from './room.ts';

/** Whether anything follows the headers. Its length may be unknown, and what is declared may be a lie. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

interface Bounds {
  bytes: number;
  /** Objects and elements of JSON, or fields of a form. Parsing a kilobyte of `[],[],[]` takes a hundred kilobytes. */
  items: number;
  /** Levels of nesting: deep nesting costs more than its length suggests. */
  depth: number;
  /** Parts of a multipart body; each costs its parser far more than an item does. */
  parts: number;
  share: Share;
}

/**
 * - `too-large`: more bytes came than are allowed. The rest has not been read.
 * - `too-complex`: it has more items, or deeper ones, than anything of ours.
 * - `no-room`: too much is being read already.
 * - `gone`: the client went away first; there is nobody to answer.
 */
type Settled = 'held' | 'too-large' | 'too-complex' | 'no-room' | 'gone';

/**
 * Reads a body to its end, counting the bytes that arrive, and puts it back: whoever reads the request next finds it whole. So nothing
 * of a body is parsed before its size is known. `settled` is called once, in the turn in which the body was put back.
 */
export function holdBody(
  request: IncomingMessage,
  { bytes, items, depth, parts: most, share }: Bounds,
  settled: (how: Settled) => void,
): void {
  const parts: Buffer[] = [];
  let size = 0;
  const settle = (how: Settled) => {
    request.off('readable', take).off('close', leave);
    settled(how);
  };
  const leave = () => settle('gone');
  const take = () => {
    // reading an empty stream at its end would end it before anybody else has listened
    while (request.readableLength > 0) {
      const part: Buffer = request.read();
      size += part.length;
      if (size > bytes) return settle('too-large');
      if (!share.growTo(size)) return settle('no-room');
      parts.push(part);
    }
    if (!request.complete) return;
    const whole = Buffer.concat(parts);
    if (isTooComplex(whole, { items, depth, parts: most })) return settle('too-complex');
    if (size > 0) request.unshift(whole);
    // all of it has been put back; undici refuses to make a Request of a body that was read from
    Object.defineProperty(request, 'readableDidRead', { value: false });
    settle('held');
  };
  request.on('readable', take).on('close', leave);
}

const code = (mark: string) => mark.charCodeAt(0);
const opening = new Set(['[', '{'].map(code));
const closing = new Set([']', '}'].map(code));
const between = new Set([',', '&'].map(code));
const hyphen = code('-');
const lineFeed = code('\n');
const percent = code('%');

/**
 * Whether a body would be too much for its parser: as JSON, by the number of its objects and elements and by how deeply they nest; as a
 * form, by the number of its fields or parts. What it says it is does not matter, because the parser may not ask. The bytes are counted as
 * they came, percent-encoded ones too: a form's fields may hold JSON, whatever the form's own encoding.
 */
export function isTooComplex(body: Buffer, { items, depth, parts }: Pick<Bounds, 'items' | 'depth' | 'parts'>): boolean {
  let count = 0;
  let deep = 0;
  let boundaries = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] === percent ? Number.parseInt(body.toString('latin1', at + 1, at + 3), 16) : (body[at] ?? 0);
    if (opening.has(byte)) {
      deep++;
      count++;
    } else if (closing.has(byte)) deep = Math.max(0, deep - 1);
    else if (between.has(byte)) count++;
    else if (byte === hyphen && body[at + 1] === hyphen && body[at - 1] === lineFeed) boundaries++;
    if (count > items || deep > depth || boundaries > parts) return true;
  }
  return false;
}
