import { satisfies, valid, validRange } from '@renovatebot/pep440';
import { missing, pass, wrong } from '@/lib/checks/check';
import type { Verdict } from '@/lib/checks/outcome';
import type { CodeEnv } from '@/lib/clouds/dss';

/** PEP 503: names are the same whatever their case and whichever of `-_.` separates their parts. */
export const foldName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The packages of a list of requirements, with their version specifiers. */
export function requirements(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^;#]*)/.exec(line) ?? [];
    if (name) found.set(foldName(name), rest.replace(/\s/g, ''));
  }
  return found;
}

/**
 * Whether an installed version meets specifiers such as `<3,>=2.1`, by PEP 440. A pre-release counts like any other version, as it is
 * installed already. What is not a version or not a specifier meets nothing.
 */
export const meets = (version: string, specifiers: string): boolean =>
  valid(version) !== null && validRange(specifiers) && satisfies(version, specifiers, { prereleases: true });

export const noEnv = (name: string): Verdict =>
  missing(`You see no code environment named ${name} in DSS.`, 'Create it, or record its name.');

export function judgePython({ interpreter }: CodeEnv, wanted: string): Verdict {
  const found = /^PYTHON(\d)(\d+)$/.exec(interpreter)?.slice(1).join('.') ?? interpreter;
  if (found === wanted) return pass(`Python ${found}.`);
  return wrong('It runs on another Python than the model was made with.', {
    expected: `Python ${wanted}`,
    found: /^\d/.test(found) ? `Python ${found}` : found || 'not said',
    remedy: `The Python of an environment cannot be changed: create another one with Python ${wanted}, and record its name.`,
  });
}

/** It asks for every package of the model, whatever the versions: those may have to differ. */
export function judgePackages({ requested }: CodeEnv, model: string | null): Verdict {
  if (model === null) return missing('The model’s requirements.txt is not to be seen yet.', 'Mend the managed folder in step 4.5 first.');
  const wanted = [...requirements(model).keys()];
  const asked = requirements(requested);
  const absent = wanted.filter((name) => !asked.has(name));
  if (absent.length === 0) return pass(`${wanted.length} packages.`);
  return wrong('It does not ask for all that the model needs.', {
    expected: wanted.join(', '),
    found: [...asked.keys()].join(', ') || 'nothing',
    remedy: `Copy requirements.txt out of the managed folder into the environment’s requested packages; ${absent.join(', ')} is missing.`,
  });
}

/** @param rule a line of requirements, such as mlflow<3. The version that was installed decides, not the one requested. */
export function judgeMlflow({ requested, actual }: CodeEnv, rule: string): Verdict {
  const [name = 'mlflow', specifiers = ''] = [...requirements(rule)][0] ?? [];
  if (!validRange(specifiers))
    return wrong(`The workshop’s rule for ${name} can’t be read.`, {
      expected: 'a rule such as mlflow<3',
      found: rule,
      remedy: 'Tell your facilitator: it is one of the workshop’s settings, not your mistake.',
    });
  const asked = requirements(requested).get(name);
  const installed = requirements(actual).get(name)?.replace(/^==/, '');
  if (asked === undefined)
    return missing(`It does not ask for ${name} yet.`, `Add a line ${rule} to its requested packages, and update it.`);
  if (!installed)
    return missing(
      'It has not been built since.',
      'Press Update: what is requested is installed only then. If the build fails, its log says why.',
    );
  if (valid(installed) === null)
    return wrong(`${name} was not installed from a released version.`, {
      expected: rule,
      found: `${name} ${installed}`,
      remedy: `Change the line to ${rule} and update the environment.`,
    });
  if (meets(installed, specifiers)) return pass(`${name} ${installed}.`);
  return wrong(`DSS does not support ${name} ${installed}.`, {
    expected: rule,
    found: `${name}${asked || ', without a version,'} which became ${installed}`,
    remedy: `Change the line to ${rule} and update the environment.`,
  });
}
