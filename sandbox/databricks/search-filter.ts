import { type Clause, type Lookup, parseFilter, parseOrder, SearchProblem, type Value } from './search-syntax.ts';

/** `%` stands for anything, `_` for one character; compared without building a regular expression from the request. */
function isLike(text: string, pattern: string): boolean {
  let [t, p, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === '_' || pattern[p] === text[t]) && pattern[p] !== '%') {
      t++;
      p++;
    } else if (pattern[p] === '%') {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '%') p++;
  return p === pattern.length;
}

/** What has no such value matches no clause, not even `!=`: a search joins on it. */
export const matches = (clauses: Clause[], lookup: Lookup): boolean =>
  clauses.every(({ entity, key, operator, values }) => {
    const found = lookup(entity, key);
    const [wanted = ''] = values;
    if (found === undefined) return false;
    const same = (v: Value) => (typeof v === 'number' ? Number(found) === v : String(found) === v);
    switch (operator) {
      case '=':
        return same(wanted);
      case '!=':
        return !same(wanted);
      case 'IN':
        return values.some(same);
      case 'NOT IN':
        return !values.some(same);
      case 'LIKE':
        return isLike(String(found), String(wanted));
      case 'ILIKE':
        return isLike(String(found).toLowerCase(), String(wanted).toLowerCase());
      case '<':
        return found < wanted;
      case '<=':
        return found <= wanted;
      case '>':
        return found > wanted;
      default:
        return found >= wanted;
    }
  });

export interface Query {
  filter?: string | null | undefined;
  order_by: string[];
  max_results: number;
  page_token?: string | null | undefined;
}

/** One page of what matches, in order. @throws SearchProblem for a search that is not understood */
export function search<T>(
  all: T[],
  lookupOf: (one: T) => Lookup,
  attributes: readonly string[],
  asked: Query,
): { found: T[]; next: string } {
  const clauses = asked.filter?.trim() ? parseFilter(asked.filter, attributes) : [];
  const orders = asked.order_by.map((text) => parseOrder(text, attributes));
  const rows = all
    .map((one) => ({ one, lookup: lookupOf(one) }))
    .filter(({ lookup }) => matches(clauses, lookup))
    .sort((a, b) => orders.reduce((order, compare) => order || compare(a.lookup, b.lookup), 0));
  const from = asked.page_token ? Number(asked.page_token) : 0;
  if (!Number.isInteger(from) || from < 0) throw new SearchProblem(`Invalid page token '${asked.page_token}'.`);
  const page = rows.slice(from, from + asked.max_results).map(({ one }) => one);
  return { found: page, next: from + page.length < rows.length ? String(from + page.length) : '' };
}
