/** Bytes of an answer after decompression: no answer that we expect comes close. */
export const longestBody = 8 * 1024 * 1024;

/** An answer's head, and its body as it comes, decompressed. */
export interface Incoming {
  status: number;
  headers: Headers;
  body: AsyncIterable<Uint8Array>;
}

/** An answer was longer than we read. */
export class TooLong extends Error {
  constructor() {
    super('The answer was longer than any that is expected.');
    this.name = 'TooLong';
  }
}

/** The parts of a body as they arrive, decoded and counted. A reader who stops early ends the request. */
async function* partsOf({ body }: Incoming): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength; // after decompression: the length in a header can't be trusted
    yield { text: decoder.decode(part, { stream: true }), bytes };
  }
}

/** A whole body as text. @throws TooLong as soon as it is longer than `most` bytes */
export async function textOf(incoming: Incoming, most = longestBody): Promise<string> {
  const parts: string[] = [];
  const isSaidToBeTooLong = Number(incoming.headers.get('content-length') ?? 0) > most;
  for await (const { text, bytes } of partsOf(incoming)) {
    if (isSaidToBeTooLong || bytes > most) throw new TooLong();
    parts.push(text);
  }
  return parts.join('');
}

/** The result of searching a long text; `isWhole` when it was read to its end. */
export interface Found {
  text: string | null;
  isWhole: boolean;
}

const longestLine = 4096;

/**
 * Searches a text as it streams past, up to `most` bytes. Only a window of it is ever in memory.
 * @returns also its beginning, which tells a text from a page or from JSON
 */
export async function search(incoming: Incoming, pattern: RegExp, most: number): Promise<Found & { begins: string }> {
  let window = '';
  let begins = '';
  for await (const { text, bytes } of partsOf(incoming)) {
    window += text;
    if (begins.length < longestLine) begins += text.slice(0, longestLine);
    const at = window.search(pattern);
    if (at >= 0 || bytes > most) return { text: at >= 0 ? lineAt(window, at) : null, isWhole: false, begins };
    window = window.slice(-longestLine); // a match may lie across two parts
  }
  return { text: null, isWhole: true, begins };
}

function lineAt(text: string, at: number): string {
  const begin = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(begin, end < 0 ? undefined : end).slice(0, 300);
}
