/** The practice cloud's time: the machine's time plus what tests and rehearsals have skipped. */
export class Clock {
  skippedMs: number;
  /** How many times faster than the real services a deployment or a start goes. It shortens waits only; it does not bend time. */
  readonly speed: number;

  constructor(skippedMs: number, speed: number) {
    this.skippedMs = skippedMs;
    this.speed = speed;
  }

  now(): number {
    return Date.now() + this.skippedMs;
  }

  advance(seconds: number): void {
    this.skippedMs += seconds * 1000;
  }

  /** The moment at which work begun now, that takes `seconds` on the real service, is done. */
  after(seconds: number): number {
    return this.now() + (seconds * 1000) / this.speed;
  }
}
