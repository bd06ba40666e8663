import { eq, explain, gt, lt, satisfies, valid, validRange } from '@renovatebot/pep440';

/** The name of a package by which two spellings of it compare equal (PEP 503). */
export const foldName = (name: string): string => name.toLowerCase().split(/[-_.]/).filter(Boolean).join('-');

/** What is longer is no requirement. */
const longestLine = 2000;

/** The packages of a requirements.txt by their folded names, with the specifiers of their versions, such as `<3,>=2.1`. */
export function requirements(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [requirement = ''] = line.slice(0, longestLine).split(/[;#]/, 1);
    const [name] = /^[A-Za-z0-9][\w.-]{0,200}/.exec(requirement.trim()) ?? [];
    if (!name) continue;
    const rest = requirement.trim().slice(name.length).trim();
    const specifiers = rest.startsWith('[') ? rest.slice(rest.indexOf(']') + 1) : rest; // behind the extras
    found.set(foldName(name), specifiers.replace(/\s/g, ''));
  }
  return found;
}

const tidy = (specifiers: string) => specifiers.split(',').filter(Boolean).join(',');

/** Whether these are specifiers as PEP 440 has them; an empty list is valid. */
export const areSpecifiers = (specifiers: string): boolean => validRange(tidy(specifiers));

/** The packages and the specifiers of a requirements.txt, and nothing else: an option or an address in it may hold a password. */
export const onlyPackages = (text: string): string =>
  [...requirements(text)].map(([name, specifiers]) => `${name}${areSpecifiers(specifiers) ? specifiers : ' @…'}`).join('\n');

/** Whether this is a version as PEP 440 has it, such as `2.22.0`. */
export const isVersion = (version: string): boolean => valid(version) !== null;

/**
 * Whether an installed version meets specifiers such as `<3,>=2.1`. A pre-release counts like any other version, because it is already
 * installed. What is not a version or not a specifier meets nothing.
 */
export const meets = (version: string, specifiers: string): boolean =>
  isVersion(version) &&
  areSpecifiers(specifiers) &&
  tidy(specifiers)
    .split(',')
    .every((specifier) => meetsOne(version, specifier.trim()));

function meetsOne(version: string, specifier: string): boolean {
  const [, sign, bound] = /^([<>])(?!=)\s*(\S+)$/.exec(specifier) ?? [];
  return bound === undefined ? satisfies(version, specifier, { prereleases: true }) : isBeyond(version, sign === '<', bound);
}

/**
 * `<` and `>` leave out the neighbors of a release: before 3, no pre-release of 3; after 2, neither a post-release nor a local version of 2. If
 * the bound is itself a pre-release or a post-release, they go by the order alone (PEP 440, "Exclusive ordered comparison"). The library leaves
 * neighbors out there, too.
 */
function isBeyond(version: string, isBefore: boolean, bound: string): boolean {
  const [v, b] = [explain(version), explain(bound)];
  if (!v || !b) return false;
  const isNeighbor = eq(v.base_version, b.base_version);
  if (isBefore) return lt(version, bound) && !(isNeighbor && v.is_prerelease && !b.is_prerelease);
  return gt(version, bound) && !(isNeighbor && ((v.is_postrelease && !b.is_postrelease) || v.local !== null));
}

/** Whether a text is what a requirements.txt holds: each line a package with its specifiers, an option, a comment, or nothing. */
export const areRequirements = (text: string): boolean =>
  requirements(text).size > 0 &&
  [...requirements(text).values()].every(
    (specifiers) => areSpecifiers(specifiers) || specifiers.startsWith('@') || specifiers.includes('://'),
  );
