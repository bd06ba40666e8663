import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

let known: string | undefined;

/** The portal's version and the newest migration that it was shipped with, which together say what code runs. Read once. */
export function portalVersion(): string {
  known ??= (() => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')));
    const migration = readdirSync(join(process.cwd(), 'prisma', 'migrations'))
      .filter((name) => /^\d/.test(name))
      .sort()
      .at(-1);
    return `${version} (${migration})`;
  })();
  return known;
}
