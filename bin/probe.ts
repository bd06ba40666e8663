// `npm run probe`: asks a live tenant and a DSS what Guidepost could only assume of them. It reads and changes nothing.
import { register } from 'tsx/esm/api';
import { root } from './install.mjs';

export async function main(args: string[]): Promise<void> {
  process.chdir(root); // tsx reads tsconfig.json from here, and labs read their texts
  register();
  const { run } = await import('@/probe/command');
  process.exitCode = await run(root, args);
}
