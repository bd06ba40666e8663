import { LRUCache } from 'lru-cache';

/**
 * Answers that stay valid for a while. Anybody who asks meanwhile gets the current one, or the one in progress. A failed answer isn't kept.
 * @param ms how long an answer is valid
 */
export class Held<V> {
  private readonly answers: LRUCache<string, Promise<V>>;

  constructor(ms: number) {
    this.answers = new LRUCache({ max: 5000, ttl: ms });
  }

  get(key: string, ask: () => Promise<V>): Promise<V> {
    return this.answers.get(key) ?? this.renew(key, ask);
  }

  /** Asks again, even if an answer is held. */
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
