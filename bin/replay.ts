// `npm run replay -- WORKSHOP [--apply]`: after a check was fixed, what would change if what attempts kept were judged again.
import { argumentsOf } from './arguments.ts';
import { root } from './install.mjs';
import { codeOf, Plain } from './plain.mjs';

const usage = 'Use: npm run replay -- WORKSHOP [--apply], with the workshop’s name in its address: /facilitate/WORKSHOP.';

export async function main(args: string[]): Promise<void> {
  const { positionals, values } = argumentsOf(
    { args, allowPositionals: true, options: { apply: { type: 'boolean', default: false } } },
    usage,
  );
  const [slug] = positionals;
  if (!slug || positionals.length > 1) throw new Plain(usage);
  if (!process.env['DATABASE_URL'])
    throw new Plain('DATABASE_URL is not set. This command needs the portal’s environment; the page /facilitate/WORKSHOP/replay does not.');
  process.env['LOG_LEVEL'] ??= 'warn';
  process.chdir(root); // tsx reads tsconfig.json from here, and labs read their texts
  const { register } = await import('tsx/esm/api').catch((error: unknown) => {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Plain('This command needs the whole install (npm ci). Without it, use the page /facilitate/WORKSHOP/replay.');
  });
  register();
  const { run, end } = await import('./replay/command.ts');
  try {
    await run(slug, values.apply);
  } finally {
    await end();
  }
}
