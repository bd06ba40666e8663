// Runs a command: `node bin/run.mjs NAME …`. On a fresh clone nothing is installed and Node may be as old as 20.19, so this file,
// install.mjs and plain.mjs are plain JavaScript and import only node: modules. The commands are TypeScript: they run after the
// install, on Node 24, which strips the types itself. No loader, no build step, and `tsc` checks them with everything else.
import { ensureInstalled, handOver, requireNode } from './install.mjs';
import { Plain, report } from './plain.mjs';

/** @type {Record<string, () => Promise<{ main(args: string[]): Promise<void> }>>} */
const commands = {
  up: () => import('./up.ts'),
  test: () => import('./test.ts'),
  bench: () => import('./bench.ts'),
  faults: () => import('./faults.ts'),
  looks: () => import('./looks.ts'),
  build: () => import('./build.ts'),
  portal: () => import('./portal.ts'),
  migrate: () => import('./migrate.ts'),
  people: () => import('./people.ts'),
  replay: () => import('./replay.ts'),
  lab: () => import('./lab.ts'),
  probe: () => import('./probe.ts'),
  rehearse: () => import('./rehearse.ts'),
};
/** The others also run in production, where `npm ci` is a separate step. */
const installFirst = ['up', 'test', 'bench', 'faults', 'looks', 'lab', 'probe', 'rehearse'];

const [name = '', ...args] = process.argv.slice(2);
try {
  const load = commands[name];
  if (!load) throw new Plain(`There is no command "${name}". Use one of: ${Object.keys(commands).join(', ')}.`);
  requireNode();
  if (name === 'portal') Object.assign(process.env, { NODE_ENV: 'production' }); // it serves what was built, whatever the shell says
  if (installFirst.includes(name)) ensureInstalled();
  await handOver();
  const { main } = await load();
  await main(args);
} catch (error) {
  report(error);
  if (name === 'test') console.log('\n0 passed, 1 failed'); // CI reads the last line
  process.exit(1);
}
