import { compare, satisfies } from '@renovatebot/pep440';
import { notPractised } from '../not-practised.ts';
import type { DssCodeEnv } from '../world/dss.ts';
import { DssError } from './errors.ts';

/** @throws DssError 500 for what is no name of a code environment */
export function requireCodeEnvName(name: string): void {
  if (!/^[\w-]{1,80}$/.test(name)) throw new DssError(500, 'A code env name has letters, digits, hyphens and underscores.');
}

/** `PYTHON39` → `3.9` */
export const pythonOf = (interpreter: string): string => /^PYTHON(\d)(\d+)$/.exec(interpreter)?.slice(1).join('.') ?? '';

/** A release, the oldest Python that it supports, and the newest that there is a wheel for, where that is not any. */
type Release = [version: string, since: string, until?: string];

/**
 * A small package index: the releases of the packages that the lab's models name, newest last. Looked up with pip in November 2026;
 * psutil 5.9.0 has no wheel from Python 3.11 on, but is built from its sources within seconds.
 */
const releases: Record<string, Release[]> = {
  mlflow: [
    ['1.30.1', '3.7'],
    ['2.9.2', '3.8'],
    ['2.13.1', '3.8'],
    ['2.17.2', '3.8'],
    ['2.21.3', '3.9'],
    ['2.22.0', '3.9'],
    ['3.0.1', '3.9'],
    ['3.1.4', '3.9'],
    ['3.4.0', '3.10'],
    ['3.8.1', '3.10'],
    ['3.12.0', '3.10'],
  ],
  'scikit-learn': [
    ['1.3.0', '3.8', '3.11'],
    ['1.3.2', '3.8'],
    ['1.4.2', '3.9'],
    ['1.5.1', '3.9'],
    ['1.6.1', '3.9'],
    ['1.7.2', '3.10'],
  ],
  numpy: [
    ['1.23.5', '3.8', '3.11'],
    ['1.26.4', '3.9'],
    ['2.0.2', '3.9'],
    ['2.1.3', '3.10'],
    ['2.3.4', '3.11'],
  ],
  cloudpickle: [
    ['2.0.0', '3.6'],
    ['2.2.1', '3.6'],
    ['3.0.0', '3.8'],
    ['3.1.1', '3.8'],
  ],
  scipy: [
    ['1.10.0', '3.8', '3.11'],
    ['1.11.1', '3.9', '3.11'],
    ['1.13.1', '3.9'],
    ['1.15.3', '3.10'],
    ['1.16.2', '3.11'],
  ],
  psutil: [
    ['5.9.0', '3.6'],
    ['7.1.0', '3.6'],
  ],
  pandas: [
    ['1.5.3', '3.8', '3.11'],
    ['2.2.3', '3.9'],
    ['2.3.3', '3.9'],
  ],
};

const runsOn = (python: string, since: string, until?: string): boolean =>
  python !== '' && compare(python, since) >= 0 && (until === undefined || compare(python, until) <= 0);

export const foldName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Parses a line of requirements into the package and its version specifiers. */
export function requirement(line: string): { name: string; specifiers: string[] } | null {
  const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[\w,\s-]*\])?\s*([^;#]*)/.exec(line) ?? [];
  return name ? { name: foldName(name), specifiers: rest.split(',').filter((s) => s.trim()) } : null;
}

/**
 * What pip would install: for each line, the newest release that the specifiers allow and this Python runs. An unpinned `mlflow`
 * becomes 3.x. Packages that are not in the index get the pinned version, or 1.0.0, and so does a pinned release that it does not have;
 * with `knownOnly` both are refused.
 */
export function resolve(
  env: Pick<DssCodeEnv, 'pythonInterpreter' | 'specPackageList'>,
  knownOnly = false,
): { packages: string[]; log: string } {
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
      ?.filter(([version, since, until]) => runsOn(python, since, until) && satisfies(version, wanted.specifiers.join(',')))
      .map(([version]) => version);
    const version = fitting
      ? (fitting.at(-1) ?? (pinned && !knownOnly && !known?.some(([v]) => v === pinned) ? pinned : undefined))
      : knownOnly
        ? undefined
        : (pinned ?? '1.0.0');
    if (!version) {
      const unlisted = known ? [] : [`ERROR: ${notPractised(`packages other than ${Object.keys(releases).join(', ')}`)}`];
      return { packages: [], log: [...log, ...unlisted, `ERROR: No matching distribution found for ${line.trim()}`].join('\n') };
    }
    log.push(`Collecting ${line.trim()}`, `  Using ${wanted.name}-${version}`);
    packages.push(`${wanted.name}==${version}`);
  }
  return { packages, log: [...log, `Successfully installed ${packages.join(' ')}`].join('\n') };
}
