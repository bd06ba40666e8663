/** A shorter name would be part of too many words. */
const shortestName = 3;
/** A check's sentence is shorter; a service's may not be. */
const longest = 400;

const gap = '…';
const patterns = [
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
  // ids of runs, jobs and machines: their letters are hexadecimal, and there are digits
  /\b[0-9a-f]{12,64}\b/gi,
  // a number alone, not the one of an error code
  /\b\d+\b/g,
];

/** A sentence without anything that belongs to one person: names that they chose, addresses, ids and numbers. */
export const withoutPersonal = (message: string, own: readonly string[]): string => withoutIds(withoutNames(message, namesOf(own)));

/** The names to remove from a sentence, the longest first. */
export const namesOf = (own: readonly string[]): string[] =>
  own.filter((name) => name.trim().length >= shortestName).sort((a, b) => b.length - a.length);

/** A sentence without somebody's names. @param names as `namesOf` returns them */
export function withoutNames(message: string, names: readonly string[]): string {
  let plain = message.slice(0, longest);
  for (const name of names) plain = plain.replaceAll(name, gap);
  return plain;
}

/** The same without addresses, ids and numbers. */
export function withoutIds(message: string): string {
  let plain = message.replaceAll(/\S+/g, (word) => (word.includes('@') ? gap : word));
  for (const pattern of patterns) plain = plain.replaceAll(pattern, gap);
  return plain.trim();
}
