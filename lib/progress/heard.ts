/** For tests: what an event stream says, as a page hears it. */
export function heard({ body }: Response) {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let [all, at] = ['', 0];
  return {
    /** The data of the next event of a kind that says something. @throws when the stream ends before */
    async next(event: string, saying = ''): Promise<string> {
      for (;;) {
        const found = new RegExp(`event: ${event}\ndata: ([^\n]*${saying}[^\n]*)\n\n`).exec(all.slice(at));
        if (found) {
          at += found.index + found[0].length;
          return found[1] ?? '';
        }
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error('The stream has ended.');
        all += value ?? '';
      }
    },
    /** Everything so far. */
    all: () => all,
  };
}
