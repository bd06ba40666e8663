import { parseArgs } from 'node:util';
import { Plain } from '../plain.mjs';
import { formatFinding } from './finding';
import { allFolders, folderOf } from './lab-folders';
import { lint } from './lint/lint';

const usage = `Use one of:
  npm run lab -- new NAME       creates labs/NAME: a lab that builds, shows, and verifies at once
  npm run lab -- lint [NAME]    finds mistakes in the texts and checks of one lab, or of all
  npm run lab -- preview NAME   shows its pages with sample values, and reloads them when you save`;

/** @param root the project's folder */
export async function run(root: string, args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options: { into: { type: 'string' } } });
  const [command, name, ...rest] = positionals;
  // tests create labs in a folder of their own
  const into = typeof values['into'] === 'string' ? values['into'] : root;
  if (rest.length > 0) throw new Plain(usage);
  switch (command) {
    case 'new': {
      if (!name) throw new Plain('Give the lab a name: npm run lab -- new my-lab');
      const { createLab } = await import('./create');
      console.log(createLab(into, name));
      return;
    }
    case 'lint':
      return lintAndReport(root, name ? [folderOf(root, name)] : allFolders(root));
    case 'preview': {
      if (!name) throw new Plain('Which lab? npm run lab -- preview my-lab');
      const { preview } = await import('./preview/preview');
      return preview(root, folderOf(root, name));
    }
    default:
      throw new Plain(usage);
  }
}

async function lintAndReport(root: string, folders: string[]): Promise<void> {
  const end = ended(folders);
  try {
    const findings = await lint(root, folders);
    for (const finding of findings) console.log(formatFinding(finding));
    const mistakes = findings.filter((f) => !f.isWarning).length;
    const of = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
    console.log(`${of(mistakes, 'mistake')}, ${of(findings.length - mistakes, 'warning')} in ${folders.join(', ')}`);
    end(mistakes > 0 ? 1 : 0);
  } catch (error) {
    end(1);
    throw error;
  }
}

/**
 * A lab is loaded into this process, and may end it, with any code. That is no result: the exit code is 0 only where one was said.
 * @returns what to call with the exit code once there is one
 */
function ended(folders: string[]): (code: 0 | 1) => void {
  let said: 0 | 1 | null = null;
  process.once('exit', () => {
    if (said === null)
      console.error(`No result: something in ${folders.join(', ')} ended the process, or never ends, while it was loaded.
Look for process.exit, and for what lab.ts and its imports await.`);
    process.exitCode = said ?? 1;
  });
  return (code) => {
    said = code;
  };
}
