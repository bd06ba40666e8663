import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/postcss';
import type { Postcss } from 'postcss';

/** The portal's styles, compiled as its build does, with the classes that the preview itself uses. */
export async function stylesOf(root: string): Promise<string> {
  // PostCSS comes with Tailwind's plugin and is the version that this plugin is made for
  const postcss: Postcss = createRequire(fileURLToPath(import.meta.resolve('@tailwindcss/postcss')))('postcss');
  const compiled = async (...path: string[]) => {
    const from = join(root, 'app', ...path);
    const css = `${readFileSync(from, 'utf8')}\n@source ${JSON.stringify(import.meta.dirname)};\n`;
    return (await postcss([tailwind({ base: root })]).process(css, { from })).css;
  };
  return `${await compiled('globals.css')}\n${await compiled('facilitate', 'styles.css')}`; // a lab's settings are on a facilitator's page
}
