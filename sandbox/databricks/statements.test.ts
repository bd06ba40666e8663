import { expect, test } from 'vitest';
import { answer } from './statements.ts';

const names = (sql: string, place = {}) => {
  const result = answer(sql, place);
  return 'error' in result ? result.error : [result.columns.map((c) => c.name), result.rows[0], result.rows.length];
};

test.each([
  ['SELECT 1', [['1'], ['1'], 1]],
  ["select 1 as x, 'a' as y, null", [['x', 'y', 'null'], ['1', 'a', null], 1]],
  ['SELECT fare_amount FROM samples.nyctaxi.trips', [['fare_amount'], ['19.0'], 3]],
  [
    'select dropoff_zip, `pickup_zip` as from_zip from `samples`.`nyctaxi`.`trips` limit 2;',
    [['dropoff_zip', 'from_zip'], ['10171', '10282'], 2],
  ],
  ['select count(*) as n from samples.nyctaxi.trips', [['n'], ['21932'], 1]],
  ['select 1 from samples.nyctaxi.trips limit 1', [['1'], ['1'], 1]],
])('%s', (sql, expected) => {
  expect(names(sql)).toEqual(expected);
});

test('every column for a star, in the table’s order', () => {
  expect(names('SELECT * FROM samples.nyctaxi.trips LIMIT 1')[0]).toHaveLength(6);
});

test('a table is looked up where the statement is told to', () => {
  expect(names('select pickup_zip from trips', { catalog: 'samples', schema: 'nyctaxi' })[0]).toEqual(['pickup_zip']);
  expect(names('select pickup_zip from nyctaxi.trips', { catalog: 'samples' })[0]).toEqual(['pickup_zip']);
  expect(names('select pickup_zip from trips')).toContain('TABLE_OR_VIEW_NOT_FOUND');
});

test.each([
  ['select nothing from samples.nyctaxi.trips', 'UNRESOLVED_COLUMN'],
  ['select * from samples.nyctaxi.other', 'TABLE_OR_VIEW_NOT_FOUND'],
  ['select * from samples.nyctaxi.trips where fare_amount > 1', 'does not simulate'],
  ['select sum(fare_amount) from samples.nyctaxi.trips', 'does not simulate'],
  ['select count(*), fare_amount from samples.nyctaxi.trips', 'MISSING_GROUP_BY'],
  ['drop table samples.nyctaxi.trips', 'PARSE_SYNTAX_ERROR'],
])('%s fails rather than answering something else', (sql, said) => {
  expect(names(sql)).toContain(said);
});
