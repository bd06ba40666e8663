import { describe, expect, test } from 'vitest';
import type { Trouble } from '@/lib/clouds/trouble';
import { withoutPersonal } from './plain';
import { enough, type Failure, isTogether, type Side, type Somebody, together } from './rule';

test.each<[number, number, boolean, string]>([
  [0, 10, false, 'nobody'],
  [1, 1, false, 'one person, even if that is everybody'],
  [2, 2, true, 'both'],
  [2, 10, true, 'two who are a fifth'],
  [2, 11, false, 'two who are less'],
  [enough, 500, true, 'three, however large the room'],
])('%i of %i: %s (%s)', (count, of, expected) => {
  expect(isTogether(count, of)).toBe(expected);
});

const wrong = (message: string, more: Partial<Failure> = {}): Failure => ({
  step: 'brew',
  checkId: 'tea.hot',
  message,
  since: '2026-11-26T10:12:00.000Z',
  ...more,
});
const away = (more: Partial<Failure> = {}): Failure =>
  wrong('The kettle’s service does not answer.', { cloud: 'Kettles', trouble: 'unavailable', ...more });
const who = (name: string, failures: Failure[], more: Partial<Somebody> = {}): Somebody => ({
  id: name.toLowerCase(),
  name,
  step: 'brew',
  own: [],
  failures,
  tried: ['brew'],
  lately: ['brew'],
  ...more,
});
const fine = (n: number, step = 'brew') => Array.from({ length: n }, (_, i) => who(`Fine${i}`, [], { step }));

describe('the same failure', () => {
  test('of three is one line: who, of how many, since the first', () => {
    const lines = together([
      who('Cid', [wrong('It is cold.', { since: '2026-11-26T10:15:00.000Z' })]),
      who('Ada', [wrong('It is cold.')]),
      who('Ben', [wrong('It is cold.', { since: '2026-11-26T10:20:00.000Z' })]),
      ...fine(35),
      ...fine(10, 'sip'),
    ]);
    expect(lines).toMatchObject([
      {
        kind: 'same',
        step: 'brew',
        checkId: 'tea.hot',
        message: 'It is cold.',
        since: '2026-11-26T10:12:00.000Z',
        of: 38,
        side: 'theirs',
      },
    ]);
    expect(lines[0]?.people.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Cid']);
  });

  test.each<[number, number, Side, string]>([
    [2, 3, 'theirs', 'two of three may both have slipped'],
    [3, 3, 'theirs', 'so may three'],
    [5, 10, 'text', 'five who are half of those who tried'],
    [5, 11, 'theirs', 'five who are fewer'],
    [9, 12, 'text', 'most of many'],
  ])('of %i of %i who tried is %s: %s', (count, tried, side) => {
    const people = Array.from({ length: tried }, (_, i) => who(`N${i}`, i < count ? [wrong('Cold.')] : [], { step: 'sip' }));
    const onTheStep = fine(6).map((somebody) => ({ ...somebody, tried: [] }));
    expect(together([...people, ...onTheStep])[0]?.side).toBe(side);
  });

  test.each<['attendee' | 'workshop', Side]>([
    ['attendee', 'theirs'],
    ['workshop', 'workshop'],
  ])('is of whom its check names, however many have it: %s', (whose, side) => {
    const people = Array.from({ length: 12 }, (_, i) => who(`N${i}`, [wrong('Cold.', { whose })]));
    expect(together(people)[0]?.side).toBe(side);
  });

  test('that a check words alike is told apart by the code in what it found, and the line has it', () => {
    const failed = (found: string) => wrong('The kettle failed.', { found, remedy: 'Fix it.' });
    const lines = together([
      ...['Ada', 'Ben', 'Cid'].map((n) => who(n, [failed(`${n}: refused with KETTLE7000215: wrong water.`)])),
      ...['Dan', 'Eve'].map((n) => who(n, [failed('HTTP Response code: 404 for that tap')])),
      ...['Fin', 'Gus'].map((n) => who(n, [failed('the lid of the kettle is open')])),
      ...['Hal', 'Ida'].map((n, i) => who(n, [failed(`${40 + i} °C`)])),
    ]);
    expect(lines.map(({ people, code, said }) => [people.length, code, said])).toEqual([
      [3, 'KETTLE7000215', null],
      [2, 'HTTP Response code: 404', null],
      [2, null, 'the lid of the kettle is open'],
      [2, null, null],
    ]);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(4);
  });

  test('is told apart by what to do, without anybody’s own names', () => {
    const remedied = (remedy: string, name: string) => who(name, [wrong('It failed.', { remedy })], { own: [`${name}-pot`] });
    const lines = together([
      remedied('Fill Ada-pot.', 'Ada'),
      remedied('Fill Ben-pot.', 'Ben'),
      remedied('Heat it.', 'Cid'),
      remedied('Heat it.', 'Dan'),
    ]);
    expect(lines.map(({ remedy }) => remedy).sort()).toEqual(['Fill ….', 'Heat it.']);
  });

  test('of what the same people haven’t done yet on a step is one line', () => {
    const lacks = [wrong('No tea.', { isMissing: true }), wrong('No cup.', { isMissing: true, checkId: 'tea.cup' })];
    expect(together(['Ada', 'Ben'].map((n) => who(n, lacks)))).toMatchObject([{ message: 'No tea.', isMissing: true }]);
    expect(together(['Ada', 'Ben'].map((n) => who(n, [...lacks, wrong('Cold.')])))).toHaveLength(2);
  });

  test('keeps its key when more people have it', () => {
    const keys = [2, 4].map((n) => together(Array.from({ length: n }, (_, i) => who(`N${i}`, [wrong('Cold.')])))[0]?.key);
    expect(keys[0]).toBe(keys[1]);
  });

  test('is told apart by what is said, once what is theirs alone is out of it', () => {
    const lines = together([
      who('Ada', [wrong('Pot ada-pot is cold, 12 of 40 degrees.')], { own: ['ada-pot'] }),
      who('Ben', [wrong('Pot bens-pot is cold, 9 of 40 degrees.')], { own: ['bens-pot'] }),
      who('Cid', [wrong('Pot c is empty.')], { own: ['c'] }),
      ...fine(20),
    ]);
    expect(lines).toEqual([]); // two of 23 are chance
    const [line] = together([
      who('Ada', [wrong('Pot ada-pot is cold, 12 of 40 degrees.')], { own: ['ada-pot'] }),
      who('Ben', [wrong('Pot bens-pot is cold, 9 of 40 degrees.')], { own: ['bens-pot'] }),
    ]);
    expect(line).toMatchObject({ message: 'Pot … is cold, … of … degrees.', people: [{ name: 'Ada' }, { name: 'Ben' }] });
  });

  test('of two steps is two, and of several checks of one step one', () => {
    const both = [wrong('It is cold.'), wrong('It is cold.', { checkId: 'tea.warm' }), wrong('It is cold.', { step: 'sip' })];
    const lines = together(['Ada', 'Ben', 'Cid'].map((name) => who(name, both)));
    expect(lines.map(({ step, people }) => [step, people.length])).toEqual([
      ['brew', 3],
      ['sip', 3],
    ]);
  });

  test('of people who have gone on to another step counts them as well', () => {
    const lines = together([...['Ada', 'Ben', 'Cid'].map((n) => who(n, [wrong('Cold.')], { step: 'sip' })), ...fine(2)]);
    expect(lines[0]?.of).toBe(5);
  });
});

describe('a service that cannot be asked', () => {
  test('is one line over all steps and checks, out of those who asked within the last minutes', () => {
    const lines = together([
      who('Ada', [away(), away({ checkId: 'tea.warm', message: 'Other words.' })]),
      who('Ben', [away({ step: 'sip' })], { step: 'sip' }),
      who('Cid', [away({ code: 'E503' })]),
      ...fine(7),
      ...fine(10, 'pour').map((somebody) => ({ ...somebody, lately: ['pour'] })),
    ]);
    expect(lines).toMatchObject([{ kind: 'outage', cloud: 'Kettles', step: null, checkId: null, of: 10, side: 'service', code: 'E503' }]);
    expect(lines[0]?.people).toHaveLength(3);
  });

  test.each<[Trouble, boolean]>([
    ['unavailable', true],
    ['throttled', true],
    ['slow', true],
    ['no-connection', true],
    ['forbidden', false],
    ['signed-out', false],
    ['garbled', false],
  ])('needs only one person where two looks found it down: %s is %s', (trouble, isLine) => {
    const once = away({ trouble, last: '2026-11-26T10:12:00.000Z' });
    const twice = away({ trouble, last: '2026-11-26T10:12:09.000Z' });
    expect(together([who('Ada', [once]), ...fine(2)])).toEqual([]);
    expect(together([who('Ada', [twice]), ...fine(2)]).map(({ people, of }) => [people.length, of])).toEqual(isLine ? [[1, 3]] : []);
  });

  test('is not one that doesn’t know somebody yet: that is theirs, and of their step', () => {
    const unknown = away({ trouble: 'stranger', message: 'Kettles doesn’t know you yet.', last: '2026-11-26T10:20:00.000Z' });
    expect(together([who('Ada', [unknown]), ...fine(2)])).toEqual([]);
    expect(together([who('Ada', [unknown]), who('Ben', [unknown])])).toMatchObject([{ kind: 'same', step: 'brew', side: 'theirs', of: 2 }]);
  });

  test('is told apart by what the trouble is, and says the step where it is one', () => {
    const lines = together([
      ...['Ada', 'Ben', 'Cid'].map((n) => who(n, [away()])),
      ...['Dan', 'Eve', 'Fin'].map((n) => who(n, [away({ trouble: 'bad-key', step: 'sip', code: 'AADSTS7000222' })])),
    ]);
    expect(lines.map(({ step, side, code }) => [step, side, code])).toEqual([
      ['brew', 'service', null],
      ['sip', 'workshop', 'AADSTS7000222'],
    ]);
  });
});

test('most people first, then what began first', () => {
  const many = ['Ada', 'Ben', 'Cid', 'Dan'].map((n) => who(n, [wrong('Cold.')]));
  const early = ['Eve', 'Fin', 'Gus'].map((n) => who(n, [wrong('Empty.', { since: '2026-11-26T09:00:00.000Z' })]));
  const late = ['Hal', 'Ida', 'Jon'].map((n) => who(n, [wrong('Broken.')]));
  expect(together([...late, ...early, ...many]).map(({ message }) => message)).toEqual(['Cold.', 'Empty.', 'Broken.']);
});

test('nobody, or nobody who fails, has anything in common', () => {
  expect(together([])).toEqual([]);
  expect(together(fine(40))).toEqual([]);
});

test('five hundred people with fifteen failures each are grouped without a table of everybody for everybody', () => {
  const everybody = Array.from({ length: 500 }, (_, i) =>
    who(
      `N${i}`,
      Array.from({ length: 15 }, (_, s) => wrong(`Pot n${i} is cold`, { step: `s${s}` })),
      { own: [`n${i}`], step: `s${i % 15}` },
    ),
  );
  expect(together(everybody)).toHaveLength(15);
});

test.each<[string, string, string[], string]>([
  ['a name', 'Workspace ada-ws is gone.', ['ada-ws'], 'Workspace … is gone.'],
  ['the longer of two names', 'ada-ws-2 and ada-ws', ['ada-ws', 'ada-ws-2'], '… and …'],
  ['not a name of two letters', 'It is in uk.', ['is'], 'It is in uk.'],
  ['an id', 'Run 7d6f3b8e-91b5-4c28-9d1a-2f4f6a0c9e11 failed', [], 'Run … failed'],
  ['a longer id', 'Run 0123456789abcdef0123456789abcdef failed', [], 'Run … failed'],
  ['a mail address', 'No user ada@practice.example.', [], 'No user …'],
  ['a number', 'Port 443, 3 of 5', [], 'Port …, … of …'],
  ['not the number of a code', 'AADSTS7000222: expired', [], 'AADSTS7000222: expired'],
  ['not a word', 'The endpoint rejects the secret', [], 'The endpoint rejects the secret'],
  ['at most so much', 'x'.repeat(1000), [], 'x'.repeat(400)],
])('taken out is %s', (_, message, own, plain) => {
  expect(withoutPersonal(message, own)).toBe(plain);
});
