import type { DssCodeEnv } from '../world/dss.ts';

/** `3.9` of `PYTHON39`. */
export const pythonOf = (interpreter: string): string => /^PYTHON(\d)(\d+)$/.exec(interpreter)?.slice(1).join('.') ?? '';

/** What an index offers of the packages that the lab meets, newest last, and the oldest Python that each release runs on. */
const releases: Record<string, [version: string, python: string][]> = {
  mlflow: [
    ['1.30.1', '3.7'],
    ['2.9.2', '3.8'],
    ['2.17.2', '3.8'],
    ['2.22.0', '3.9'],
    ['3.1.4', '3.9'],
    ['3.4.0', '3.10'],
  ],
  'scikit-learn': [
    ['1.3.2', '3.8'],
    ['1.6.1', '3.9'],
    ['1.7.2', '3.10'],
  ],
  numpy: [
    ['1.26.4', '3.9'],
    ['2.0.2', '3.9'],
    ['2.3.4', '3.11'],
  ],
  pandas: [
    ['1.5.3', '3.8'],
    ['2.3.3', '3.9'],
  ],
};

const order = (a: string, b: string): number => {
  const [left, right] = [a, b].map((v) => v.split('.').map(Number)) as [number[], number[]]; // two in, two out
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference) return difference;
  }
  return 0;
};

const allows = (version: string, specifiers: string[]): boolean =>
  specifiers.every((specifier) => {
    const [, operator = '', wanted = ''] = /^(==|>=|<=|<|>|~=|!=)\s*([\w.]+)/.exec(specifier.trim()) ?? [];
    const difference = order(version, wanted);
    if (operator === '~=') return difference >= 0 && version.startsWith(`${wanted.split('.').slice(0, -1).join('.')}.`);
    return {
      '==': difference === 0,
      '>=': difference >= 0,
      '<=': difference <= 0,
      '<': difference < 0,
      '>': difference > 0,
      '!=': difference !== 0,
      '': true,
    }[
      operator as '==' // one of them, by the pattern
    ];
  });

export const foldName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** One line of requirements: the package, and what is asked of its version. */
export function requirement(line: string): { name: string; specifiers: string[] } | null {
  const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[\w,\s-]*\])?\s*([^;#]*)/.exec(line) ?? [];
  return name ? { name: foldName(name), specifiers: rest.split(',').filter((s) => s.trim()) } : null;
}

/**
 * What pip would install: for each line the newest release that is allowed and runs on this Python. So an unpinned `mlflow`
 * comes out as 3.x. Packages that the index above does not know are taken at the version that is pinned, or at 1.0.0.
 */
export function resolve(env: Pick<DssCodeEnv, 'pythonInterpreter' | 'specPackageList'>): { packages: string[]; log: string } {
  const python = pythonOf(env.pythonInterpreter);
  const packages: string[] = [];
  const log: string[] = [`Collecting packages for Python ${python}`];
  for (const line of env.specPackageList.split('\n').filter((l) => l.trim() && !l.trim().startsWith('#'))) {
    const wanted = requirement(line);
    if (!wanted) return { packages: [], log: [...log, `ERROR: Invalid requirement: '${line}'`].join('\n') };
    const known = releases[wanted.name];
    const pinned = wanted.specifiers
      .find((s) => s.trim().startsWith('=='))
      ?.replace(/^\s*==\s*/, '')
      .trim();
    const fitting = known
      ?.filter(([version, since]) => order(python, since) >= 0 && allows(version, wanted.specifiers))
      .map(([version]) => version);
    const version = fitting
      ? (fitting.at(-1) ?? (pinned && !known?.some(([v]) => v === pinned) ? pinned : undefined))
      : (pinned ?? '1.0.0');
    if (!version) return { packages: [], log: [...log, `ERROR: No matching distribution found for ${line.trim()}`].join('\n') };
    log.push(`Collecting ${line.trim()}`, `  Using ${wanted.name}-${version}`);
    packages.push(`${wanted.name}==${version}`);
  }
  return { packages, log: [...log, `Successfully installed ${packages.join(' ')}`].join('\n') };
}
