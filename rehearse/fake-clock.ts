import { setImmediate as turn } from 'node:timers/promises';
import { type Clock, Over } from './clock';

/** A clock for tests: time passes when everybody waits for it, and not otherwise. */
export class FakeClock implements Clock {
  private time = 0;
  private isOver = false;
  private waiting: { at: number; done: () => void; fail: (error: Error) => void }[] = [];

  now = (): number => this.time;

  sleep = (ms: number): Promise<void> =>
    this.isOver
      ? Promise.reject(new Over())
      : new Promise((done, fail) => {
          this.waiting.push({ at: this.time + ms, done, fail });
        });

  /** Lets time pass until nobody waits anymore, or until `untilMs`: then it is over. */
  async run(untilMs: number): Promise<void> {
    for (;;) {
      for (let turns = 0; turns < 3; turns++) await turn(); // whoever was woken does what they do before they wait again
      this.waiting.sort((a, b) => a.at - b.at);
      const next = this.waiting.shift();
      if (!next) return;
      if (next.at > untilMs) {
        this.time = untilMs;
        this.isOver = true;
        for (const { fail } of [next, ...this.waiting.splice(0)]) fail(new Over());
        await turn();
        return;
      }
      this.time = Math.max(this.time, next.at);
      next.done();
    }
  }
}
