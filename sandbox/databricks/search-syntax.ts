/**
 * MLflow's search language: `metrics.rmse < 80 and params."a b" = '1' and tags.mlflow.user LIKE '%ada%'`. Source: MLflow's
 * documentation of search syntax for runs, experiments and logged models.
 */
export type Entity = 'metrics' | 'params' | 'tags' | 'attributes';
export type Value = string | number;
/** The value of something's metric, parameter, tag or attribute; undefined where it has none. */
export type Lookup = (entity: Entity, key: string) => Value | undefined;

export interface Clause {
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

/** Reads a filter from its first token to its last. */
class Reader {
  private at = 0;
  private readonly text: string;
  private readonly all: Token[];

  constructor(text: string) {
    this.text = text;
    this.all = tokens(text);
  }

  fail(why: string): never {
    throw new SearchProblem(`Invalid clause(s) in filter string '${this.text.slice(0, 200)}': ${why}.`);
  }

  take(): Token {
    return this.all[this.at++] ?? this.fail('it ends too early');
  }

  /** Takes the next token if it is this word or sign. */
  takes(word: string): boolean {
    const next = this.all[this.at];
    const isIt = next !== undefined && next.kind !== 'text' && next.value.toUpperCase() === word;
    if (isIt) this.at++;
    return isIt;
  }

  /** A name of several parts: `tags.mlflow.user`, `` params.`a b` ``. */
  name(): string[] {
    const parts: string[] = [];
    do {
      const { kind, value } = this.take();
      if (kind === 'sign') this.fail('expected a name');
      parts.push(value);
    } while (this.takes('.'));
    return parts;
  }

  value(): Value {
    const { kind, value } = this.take();
    if (kind === 'number') return Number(value);
    return kind === 'text' ? value : this.fail(`expected a quoted string or a number instead of '${value}'`);
  }

  /** The values of a list in parentheses. */
  list(): Value[] {
    if (!this.takes('(')) this.fail('expected a list in parentheses');
    const values: Value[] = [];
    do values.push(this.value());
    while (this.takes(','));
    if (!this.takes(')')) this.fail('expected the end of a list');
    return values;
  }

  end(): void {
    if (this.at < this.all.length) this.fail(`'${this.all[this.at]?.value}' is not expected; clauses are joined by AND`);
  }
}

const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'ILIKE'];

/** @param attributes that may be compared; a name without an entity is one of them */
export function parseFilter(text: string, attributes: readonly string[]): Clause[] {
  const reader = new Reader(text);
  const clauses: Clause[] = [];
  do {
    const { entity, key } = keyOf(reader.name(), attributes);
    const first = reader.take().value.toUpperCase();
    const operator = first === 'NOT' && reader.takes('IN') ? 'NOT IN' : first;
    const isList = operator === 'IN' || operator === 'NOT IN';
    if (!isList && !comparisons.includes(operator)) reader.fail(`'${operator}' is no comparison`);
    const values = isList ? reader.list() : [reader.value()];
    const isNumber = values.every((v) => typeof v === 'number');
    if (entity === 'metrics' && !isNumber) reader.fail('a metric is compared with a number');
    if ((entity === 'params' || entity === 'tags') && isNumber) reader.fail('expected a quoted string value for a parameter or tag');
    clauses.push({ entity, key, operator, values });
  } while (reader.takes('AND'));
  reader.end();
  return clauses;
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
