import { withoutIds, withoutNames } from './plain';

/** Longer sentences are cut before they are searched. */
const longest = 300;
/** A value that was found, such as `14.3 LTS`, differs from person to person; a sentence of a service is a cause. */
const sentenceWords = 5;

/** The forms in which vendors number or name their errors, as words: `AADSTS7000215`, `PERMISSION_DENIED`. */
const isCode = (word: string): boolean =>
  /^[A-Z]{3,20}\d{3,10}$/.test(word) || (word.includes('_') && /^[A-Z][A-Z_]{4,60}[A-Z]$/.test(word));
/** The status of an answer, in the words of a driver: `HTTP Response code: 403`. */
const statuses = ['HTTP Response code: ', 'HTTP status code: ', 'HTTP error code: ', 'HTTP status ', 'HTTP '];

/** The first error code in a service's sentence; null if there is none. */
export function codeIn(said: string | null | undefined): string | null {
  const text = said?.slice(0, longest) ?? '';
  const word = text.split(/[^A-Za-z0-9_]/).find(isCode);
  if (word) return word;
  for (const status of statuses) {
    const at = text.indexOf(status);
    const number = at < 0 ? '' : text.slice(at + status.length, at + status.length + 3);
    if (/^\d{3}$/.test(number)) return `${status}${number}`;
  }
  return null;
}

/** What tells failures apart that a check words alike: its remedy, and the service's own code or sentence. Without what is personal. */
export function causeOf({ remedy, found }: { remedy?: string | null; found?: string | null }, plain: (text: string) => string): string {
  const own = codeIn(found) ?? sentenceIn(found) ?? '';
  return plain(`${own.slice(0, longest / 2)}\n${remedy?.slice(0, longest / 2) ?? ''}`);
}

/** What was found, if it is a sentence rather than a value. */
export const sentenceIn = (found: string | null | undefined): string | null =>
  found && found.slice(0, longest).split(/\s/, sentenceWords).length >= sentenceWords ? found : null;

/** Removes what is personal to somebody with these names. Many people's texts are the same without names, and are then worked on once. */
export function plainWith(known: Map<string, string>): (text: string, names: readonly string[]) => string {
  return (text, names) => {
    const nameless = withoutNames(text, names);
    const plain = known.get(nameless) ?? withoutIds(nameless);
    known.set(nameless, plain);
    return plain;
  };
}
