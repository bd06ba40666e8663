import { whenOrphaned } from './install.mjs';
import { messageOf } from './plain.mjs';

/**
 * Undoes what a command started, last first and once, whatever ends it: its own end, a signal, or the death of whoever started it.
 * Everything that is started registers here, so that nothing is left running.
 */
export class Ending {
  private readonly acts: (() => unknown)[] = [];
  private ending: Promise<never> | undefined;

  /** @param codeAtSignal what the process exits with when it is told to stop */
  constructor(codeAtSignal: number, onStop: () => void = () => undefined) {
    const stop = () => {
      if (!this.isUnderWay && this.acts.length > 0) onStop();
      void this.end(codeAtSignal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    whenOrphaned(stop);
  }

  /** To be called before, or in the same turn as, what it undoes. */
  undo(act: () => unknown): void {
    this.acts.push(act);
  }

  get isUnderWay(): boolean {
    return this.ending !== undefined;
  }

  /** A second call joins the first, and so does whatever fails because its surroundings are being stopped. */
  end(code: number): Promise<never> {
    this.ending ??= (async () => {
      await Promise.resolve(); // what is undone here may call this again, and must find it under way
      for (let act = this.acts.pop(); act; act = this.acts.pop()) {
        try {
          await act();
        } catch (error) {
          console.error(messageOf(error));
        }
      }
      process.exit(code);
    })();
    return this.ending;
  }
}
