import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Where the person who walks sits: what they read, what they answer, and time that passes. */
export interface Desk {
  say: (line: string) => void;
  /** What they type; null where nobody is there to type. */
  ask: (question: string) => Promise<string | null>;
  now: () => number;
  wait: (ms: number) => Promise<void>;
}

/** A terminal. */
export const terminal: Desk = {
  say: (line) => console.log(line),
  async ask(question) {
    if (!stdin.isTTY) return null;
    const lines = createInterface({ input: stdin, output: stdout });
    try {
      return (await lines.question(`${question} `)).trim();
    } finally {
      lines.close();
    }
  },
  now: () => Date.now(),
  wait: async (ms) => void (await wait(ms)),
};
