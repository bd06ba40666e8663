// One walk in a separate process, of a real tenant as far as it can tell: without CLOUD_ORIGIN, everything goes to the vendors' real
// addresses by way of the proxy. Whoever started it sits at the desk.

import { runWalk } from '@/rehearse/walk/command';
import { type Desk, terminal } from '@/rehearse/walk/desk';

const answers: ((answer: string | null) => void)[] = [];
process.on('message', (answer: string | null) => answers.shift()?.(answer));
const asked = (kind: 'ask' | 'key' | 'wait', text: string): Promise<string | null> =>
  new Promise((done) => {
    answers.push(done);
    process.send?.({ kind, text });
  });

// MSAL waits as long as Entra ID says between two questions whether somebody has entered the code
const real = globalThis.setTimeout;
globalThis.setTimeout = ((then: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
  real(then, ms === 5000 ? 50 : ms, ...args)) as typeof setTimeout;

let skippedMs = 0;
const desk: Desk = {
  ...terminal,
  say: (text) => void process.send?.({ kind: 'say', text }),
  ask: (question) => asked('ask', question),
  now: () => Date.now() + skippedMs,
  async wait(ms) {
    skippedMs += ms;
    await asked('wait', String(ms));
  },
};
const [settings, track] = process.argv.slice(2);
const code = await runWalk({ settings, track, clientId: undefined }, desk, (what) => asked('key', what));
process.send?.({ kind: 'end', text: String(code) });
process.disconnect();
