/** The practice cloud's time: the machine's, plus what tests and rehearsals have skipped. */
export class Clock {
  skippedMs: number;
  /** How much faster than the real services deployments and starts are. It shortens waits only; the clock runs at normal speed. */
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

  /** When work that starts now, and takes `seconds` on the real service, will be done. */
  after(seconds: number): number {
    return this.now() + (seconds * 1000) / this.speed;
  }
}
