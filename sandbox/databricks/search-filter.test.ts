import { describe, expect, test } from 'vitest';
import { matches, search } from './search-filter.ts';
import { type Lookup, parseFilter, parseOrder, SearchProblem } from './search-syntax.ts';

const attributes = ['run_id', 'status', 'start_time'] as const;
const run = (more: Record<string, string | number>): Lookup => {
  const all: Record<string, string | number> = {
    'metrics.rmse': 71.4,
    'params.alpha': '0.01',
    'params.a b': 'x',
    'tags.mlflow.user': 'ada@practice.example',
    'attributes.status': 'FINISHED',
    'attributes.start_time': 5,
    ...more,
  };
  return (entity, key) => all[`${entity}.${key}`];
};

test.each([
  ['metrics.rmse < 72', true],
  ['metrics.rmse >= 71.4 AND params.alpha = "0.01"', true],
  ["params.alpha = '0.02'", false],
  ["params.alpha != '0.02'", true],
  ["params.missing != '0.02'", false],
  ["params.`a b` = 'x' and params.\"a b\" = 'x'", true],
  ["tags.mlflow.user = 'ada@practice.example'", true],
  ["tags.mlflow.user LIKE 'ada@%'", true],
  ["tags.mlflow.user LIKE 'ADA@%'", false],
  ["tags.mlflow.user ILIKE 'ADA_%'", true],
  ["attributes.status = 'FINISHED'", true],
  ["status = 'RUNNING'", false],
  ["status IN ('RUNNING', 'FINISHED')", true],
  ["status NOT IN ('FINISHED')", false],
  ['attributes.start_time > 4 and start_time <= 5', true],
  ['metrics.rmse < 7.2e1', true],
])('%s is %s', (filter, expected) => {
  expect(matches(parseFilter(filter, attributes), run({}))).toBe(expected);
});

test.each([
  ['params.alpha = 1'],
  ["metrics.rmse = 'a'"],
  ["nonsense.alpha = '1'"],
  ["attributes.nothing = '1'"],
  ["status = 'A' OR status = 'B'"],
  ["status = 'A' and"],
  ['status'],
  ["status ~ 'A'"],
  ["status = 'A"],
  ["status IN 'A'"],
])('%s is refused', (filter) => {
  expect(() => parseFilter(filter, attributes)).toThrow(SearchProblem);
});

test('a pattern that a regular expression would be slow at is compared in no time', () => {
  const filter = parseFilter(`tags.mlflow.user LIKE '${'%a'.repeat(200)}b'`, attributes);
  expect(matches(filter, run({ 'tags.mlflow.user': 'a'.repeat(5000) }))).toBe(false);
});

describe('order and pages', () => {
  const runs = [run({ 'metrics.rmse': 3 }), run({ 'metrics.rmse': 1 }), run({ 'metrics.rmse': 2, 'attributes.start_time': 9 })];
  const rmse = (found: Lookup[]) => found.map((one) => one('metrics', 'rmse'));
  const ask = (order_by: string[], more: object = {}) => search(runs, (one) => one, attributes, { order_by, max_results: 10, ...more });

  test('by a metric, up or down, and by an attribute before it', () => {
    expect(rmse(ask(['metrics.rmse']).found)).toEqual([1, 2, 3]);
    expect(rmse(ask(['metrics.rmse DESC']).found)).toEqual([3, 2, 1]);
    expect(rmse(ask(['attributes.start_time DESC', 'metrics.rmse ASC']).found)).toEqual([2, 1, 3]);
  });
  test('what has no value comes last', () => {
    const order = parseOrder('metrics.other DESC', attributes);
    expect([run({}), run({ 'metrics.other': 1 })].sort(order).map((one) => one('metrics', 'other'))).toEqual([1, undefined]);
  });
  test('a page ends where it is told to, and the token leads on', () => {
    const first = ask(['metrics.rmse'], { max_results: 2 });
    expect([rmse(first.found), first.next]).toEqual([[1, 2], '2']);
    const second = ask(['metrics.rmse'], { max_results: 2, page_token: first.next });
    expect([rmse(second.found), second.next]).toEqual([[3], '']);
    expect(() => ask([], { page_token: 'x' })).toThrow(SearchProblem);
  });
});
