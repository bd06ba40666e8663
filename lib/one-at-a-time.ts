/**
 * Makes something that takes a while, one at a time for each key. Whoever asks while it is being made gets the next one, together with all
 * who ask by then: so nobody's answer is older than their question, and however many ask, two are under way or waiting.
 */
export class OneAtATime<V> {
  private readonly running = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, Promise<V>>();

  get(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.waiting.get(key);
    if (known) return known;
    const before = this.running.get(key);
    if (!before) return this.begin(key, make);
    const next = before.then(() => {
      this.waiting.delete(key);
      return this.begin(key, make);
    });
    this.waiting.set(key, next);
    return next;
  }

  private begin(key: string, make: () => Promise<V>): Promise<V> {
    const made = make();
    const end = () => void this.running.delete(key);
    this.running.set(key, made.then(end, end));
    return made;
  }
}
