// `npm run rehearse`: fills a practice workshop with made-up attendees, so that whoever runs the real one has done it before.
import { register } from 'tsx/esm/api';
import { root } from './install.mjs';

export async function main(args: string[]): Promise<void> {
  process.chdir(root); // tsx reads tsconfig.json from here, and labs read their texts
  register();
  const over = new AbortController();
  // the first ends the rehearsal, with its summary; the second is the terminal's own
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.abort());
  const { run } = await import('@/rehearse/command');
  process.exitCode = await run(root, args, over.signal);
}
