/** One event of a stream. */
export interface Event {
  name: string;
  data: string;
}

/** Reads server-sent events until the stream ends; whoever stops reading closes it. @throws where it breaks off */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Event> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const blocks = (rest + decoder.decode(read.value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const lines = block.split('\n');
        const of = (field: string) => lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2) ?? '';
        yield { name: of('event'), data: of('data') };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined); // one that broke off has nothing left to close
  }
}
