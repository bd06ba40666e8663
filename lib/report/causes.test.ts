import { expect, test } from 'vitest';
import { causesOf, type Said } from './causes';

const said = (more: Partial<Said> = {}): Said => ({
  ...{ who: 'ada', step: 'brew', check: 'tea.hot', status: 'wrong', message: 'It failed.', remedy: 'Fix it.', found: null, times: 1 },
  ...more,
});
const lines = (all: Said[], own: [string, string[]][] = []) => causesOf(all, new Map(own));

test('one cause is one line, with its code, of however many people', () => {
  const [found, other] = ['KETTLE7000215: wrong water', 'KETTLE7000222: old water'];
  const { wrong } = lines([
    said({ found, times: 3 }),
    said({ who: 'ben', found: `${found}, again` }),
    said({ who: 'ben', found: other }),
    said({ who: 'ben', found: other, check: 'tea.warm' }),
  ]);
  expect(wrong).toMatchObject([
    { code: 'KETTLE7000215', people: 2, times: 4 },
    { code: 'KETTLE7000222', people: 1, times: 2 },
  ]);
});

test('two causes that one check words alike are told apart by what to do', () => {
  expect(lines([said(), said({ remedy: 'Boil it.' })]).wrong).toHaveLength(2);
});

test('what is theirs alone keeps nobody apart, and is in no line', () => {
  const own: [string, string[]][] = [
    ['ada', ['ada-pot']],
    ['ben', ['ben-pot']],
  ];
  const { wrong } = lines([said({ message: 'ada-pot is cold.' }), said({ who: 'ben', message: 'ben-pot is cold.' })], own);
  expect(wrong).toMatchObject([{ message: '… is cold.', people: 2 }]);
});

test('what wasn’t done yet is apart, and takes no failure’s place', () => {
  const absent = Array.from({ length: 30 }, (_, i) => said({ status: 'missing', message: `No ${'x'.repeat(i)}`, times: 9 }));
  const { wrong, missing } = lines([...absent, said()]);
  expect([wrong.length, missing.length]).toEqual([1, 20]);
});

test('most people are first, then what was said most often', () => {
  const { wrong } = lines([
    said({ message: 'A', times: 2 }),
    said({ message: 'B', times: 5 }),
    ...['a', 'b'].map((who) => said({ who, message: 'C' })),
  ]);
  expect(wrong.map(({ message }) => message)).toEqual(['C', 'B', 'A']);
});
