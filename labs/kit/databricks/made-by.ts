/** At most this many names are given. */
const most = 3;

/** “X was made by someone else (name).” @param what a plural where there are several makers @param makers empty where unknown */
export function byOthers(what: string, makers: readonly string[]): string {
  const names = [...new Set(makers.filter(Boolean))];
  const told = names.length > 0 ? ` (${names.slice(0, most).join(', ')}${names.length > most ? ' and others' : ''})` : '';
  return `${what} ${makers.length === 1 ? 'was made by someone else' : 'were made by others'}${told}.`;
}
