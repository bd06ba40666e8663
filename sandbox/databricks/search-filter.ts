/**
 * MLflow's search language: `metrics.rmse < 80 and params."a b" = '1' and tags.mlflow.user LIKE '%ada%'`. Source: MLflow's
 * documentation of search syntax for runs, experiments and logged models.
 */
export type Entity = 'metrics' | 'params' | 'tags' | 'attributes';
type Value = string | number;
/** The value of something's metric, parameter, tag or attribute; undefined where it has none. */
export type Lookup = (entity: Entity, key: string) => Value | undefined;

interface Clause {
  entity: Entity;
  key: string;
  operator: string;
  values: Value[];
}

/** Why a search is refused, in words for its error message. */
export class SearchProblem extends Error {}

const entities: Record<string, Entity> = {
  metrics: 'metrics',
  metric: 'metrics',
  params: 'params',
  param: 'params',
  parameters: 'params',
  parameter: 'params',
  tags: 'tags',
  tag: 'tags',
  attributes: 'attributes',
  attribute: 'attributes',
  attr: 'attributes',
  run: 'attributes',
};

interface Token {
  kind: 'name' | 'text' | 'number' | 'sign';
  value: string;
}

const patterns: [Token['kind'], RegExp][] = [
  ['text', /'((?:[^'\\]|\\.)*)'/y],
  ['text', /"((?:[^"\\]|\\.)*)"/y],
  ['text', /`([^`]*)`/y],
  ['number', /(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)/y],
  ['name', /([A-Za-z_][\w/-]*)/y],
  ['sign', /(!=|>=|<=|[=<>(),.])/y],
];

function tokens(text: string): Token[] {
  if (text.length > 10_000) throw new SearchProblem('The filter string is too long.');
  const found: Token[] = [];
  let at = 0;
  next: while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) continue;
      found.push({ kind, value: match[1] ?? '' });
      at = pattern.lastIndex;
      continue next;
    }
    throw new SearchProblem(`Invalid clause(s) in filter string near '${text.slice(at, at + 20)}'.`);
  }
  return found;
}

/** @param attributes that may be compared; a name without an entity is one of them */
export function parseFilter(text: string, attributes: readonly string[]): Clause[] {
  const all = tokens(text);
  const clauses: Clause[] = [];
  let at = 0;
  const peek = () => all[at];
  const isWord = (word: string) => peek()?.kind === 'name' && peek()?.value.toUpperCase() === word;
  const take = (): Token => all[at++] ?? fail('it ends too early');
  const fail = (why: string): never => {
    throw new SearchProblem(`Invalid clause(s) in filter string '${text.slice(0, 200)}': ${why}.`);
  };
  const value = (): Value => {
    const { kind, value: given } = take();
    if (kind === 'number') return Number(given);
    return kind === 'text' ? given : fail(`expected a quoted string or a number instead of '${given}'`);
  };
  do {
    if (clauses.length > 0) at++;
    const { entity, key } = keyOf(
      name(all, () => at++, peek, fail),
      attributes,
    );
    let operator = take().value.toUpperCase();
    if (operator === 'NOT' && isWord('IN')) {
      at++;
      operator = 'NOT IN';
    }
    const values: Value[] = [];
    if (operator === 'IN' || operator === 'NOT IN') {
      if (take().value !== '(') fail('expected a list in parentheses');
      do values.push(value());
      while (take().value === ',');
    } else if (['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'ILIKE'].includes(operator)) values.push(value());
    else fail(`'${operator}' is no comparison`);
    const isNumber = values.every((v) => typeof v === 'number');
    if (entity === 'metrics' && !isNumber) fail('a metric is compared with a number');
    if ((entity === 'params' || entity === 'tags') && isNumber) fail('expected a quoted string value for a parameter or tag');
    clauses.push({ entity, key, operator, values });
  } while (isWord('AND'));
  if (at < all.length) fail(`'${peek()?.value}' is not expected; clauses are joined by AND`);
  return clauses;
}

/** A name of several parts: `tags.mlflow.user`, `` params.`a b` ``. */
function name(all: Token[], skip: () => number, peek: () => Token | undefined, fail: (why: string) => never): string[] {
  const parts: string[] = [];
  for (;;) {
    const part = peek();
    if (!part || (part.kind !== 'name' && part.kind !== 'text' && part.kind !== 'number')) return fail('expected a name');
    skip();
    parts.push(part.value);
    if (peek()?.value !== '.' || peek()?.kind !== 'sign') return parts;
    skip();
    if (!all.length) return parts;
  }
}

function keyOf(parts: string[], attributes: readonly string[]): { entity: Entity; key: string } {
  const [first = '', ...rest] = parts;
  const entity = rest.length > 0 ? entities[first.toLowerCase()] : 'attributes';
  if (!entity) throw new SearchProblem(`Invalid entity type '${first}'. Valid values are metrics, params, tags and attributes.`);
  const key = rest.length > 0 ? rest.join('.') : first;
  if (entity === 'attributes' && !attributes.includes(key))
    throw new SearchProblem(`Invalid attribute key '${key}' specified. Valid keys are '${attributes.join("', '")}'.`);
  return { entity, key };
}

/** `%` stands for anything, `_` for one character; compared without a regular expression made of what was asked. */
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

/** A comparison for `metrics.rmse DESC`; what has no such value comes last either way. */
export function parseOrder(text: string, attributes: readonly string[]): (a: Lookup, b: Lookup) => number {
  const all = tokens(text);
  const last = all.at(-1);
  const direction = all.length > 1 && last?.kind === 'name' && /^(asc|desc)$/i.test(last.value) ? last.value.toUpperCase() : '';
  const words = direction ? all.slice(0, -1) : all;
  const parts = words.filter((_, i) => i % 2 === 0).map((t) => t.value);
  if (words.some((t, i) => i % 2 === 1 && t.value !== '.') || parts.length === 0)
    throw new SearchProblem(`Invalid order_by clause '${text.slice(0, 100)}'.`);
  const { entity, key } = keyOf(parts, attributes);
  return (a, b) => {
    const [x, y] = [a(entity, key), b(entity, key)];
    if (x === y) return 0;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return (x < y ? -1 : 1) * (direction === 'DESC' ? -1 : 1);
  };
}

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
