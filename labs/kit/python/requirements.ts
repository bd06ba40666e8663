import { satisfies, valid, validRange } from '@renovatebot/pep440';

/** The name of a package by which two spellings of it compare equal (PEP 503). */
export const foldName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The packages of a requirements.txt by their folded names, with the specifiers of their versions, such as `<3,>=2.1`. */
export function requirements(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, rest = ''] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^;#]*)/.exec(line) ?? [];
    if (name) found.set(foldName(name), rest.replace(/\s/g, ''));
  }
  return found;
}

const tidy = (specifiers: string) => specifiers.split(',').filter(Boolean).join(',');

/** Whether these are specifiers as PEP 440 has them; an empty list is valid. */
export const areSpecifiers = (specifiers: string): boolean => validRange(tidy(specifiers));

/** Whether this is a version as PEP 440 has it, such as `2.22.0`. */
export const isVersion = (version: string): boolean => valid(version) !== null;

/**
 * Whether an installed version meets specifiers such as `<3,>=2.1`. A pre-release counts like any other version, as it is installed
 * already. What is not a version or not a specifier meets nothing.
 */
export const meets = (version: string, specifiers: string): boolean =>
  isVersion(version) && areSpecifiers(specifiers) && satisfies(version, tidy(specifiers), { prereleases: true });
