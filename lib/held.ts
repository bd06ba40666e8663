import { LRUCache } from 'lru-cache';

/**
 * Answers that hold for a while: whoever asks meanwhile gets the one that is there or under way, and a failed one is not kept.
 * @param ms how long one holds
 */
export class Held<V> {
  private readonly answers: LRUCache<string, Promise<V>>;

  constructor(ms: number) {
    this.answers = new LRUCache({ max: 5000, ttl: ms });
  }

  get(key: string, ask: () => Promise<V>): Promise<V> {
    return this.answers.get(key) ?? this.renew(key, ask);
  }

  /** Asks whatever is held. */
  renew(key: string, ask: () => Promise<V>): Promise<V> {
    const answer = ask();
    this.answers.set(key, answer);
    answer.catch(() => {
      if (this.answers.peek(key) === answer) this.answers.delete(key);
    });
    return answer;
  }

  forgetFrom(prefix: string): void {
    for (const key of [...this.answers.keys()]) if (key.startsWith(prefix)) this.answers.delete(key);
  }
}
