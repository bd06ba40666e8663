/**
 * One answer for all who ask in the same turn of the event loop, as hundreds of pages do when they hear the same notice. The question is
 * asked only after all of them have asked, so nobody gets an answer that is older than what they heard.
 */
export class AtOnce<V> {
  private readonly asking = new Map<string, Promise<V>>();

  get(key: string, ask: () => Promise<V>): Promise<V> {
    const known = this.asking.get(key);
    if (known) return known;
    const answer = new Promise<void>((begin) => setImmediate(begin)).then(() => {
      this.asking.delete(key);
      return ask();
    });
    this.asking.set(key, answer);
    return answer;
  }
}
