/** For tests: what an event stream says, as a page hears it. */
export function heard({ body }: Response) {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let all = '';
  // by kind, because events of two kinds that belong to one change come in either order
  const heardTo = new Map<string, number>();
  return {
    /** The data of the next event of a kind that says something; others of that kind before it are passed over. @throws when the stream ends before */
    async next(event: string, saying = ''): Promise<string> {
      for (;;) {
        const at = heardTo.get(event) ?? 0;
        const told = all.slice(at).split('\n\n').slice(0, -1); // what follows the last blank line is not whole yet
        const begin = `event: ${event}\ndata: `;
        const n = told.findIndex((part) => part.includes(begin) && part.slice(part.indexOf(begin) + begin.length).includes(saying));
        const found = told[n];
        if (found !== undefined) {
          heardTo.set(event, at + told.slice(0, n + 1).join('\n\n').length + 2);
          return found.slice(found.indexOf(begin) + begin.length);
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
