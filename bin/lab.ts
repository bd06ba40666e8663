// `npm run lab -- new|lint|preview NAME`: what an author of a lab needs. It reads labs, whose imports only tsx resolves.
import { register } from 'tsx/esm/api';
import { root } from './install.mjs';

export async function main(args: string[]): Promise<void> {
  process.chdir(root); // tsx reads tsconfig.json from here, and labs read their texts
  register();
  const { run } = await import('./lab/command.ts');
  await run(root, args);
}
