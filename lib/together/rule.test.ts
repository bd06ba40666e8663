import { describe, expect, test } from 'vitest';
import { withoutPersonal } from './plain';
import { enough, type Failure, isTogether, type Somebody, together } from './rule';

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

  test('of more than half of those on the step is more likely ours', () => {
    expect(together([who('Ada', [wrong('x y')]), who('Ben', [wrong('x y')]), who('Cid', [])])[0]?.side).toBe('text');
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
  test('is one line over all steps and checks, out of everybody', () => {
    const lines = together([
      who('Ada', [away(), away({ checkId: 'tea.warm', message: 'Other words.' })]),
      who('Ben', [away({ step: 'sip' })], { step: 'sip' }),
      who('Cid', [away({ code: 'E503' })]),
      ...fine(7),
    ]);
    expect(lines).toMatchObject([{ kind: 'outage', cloud: 'Kettles', step: null, checkId: null, of: 10, side: 'service', code: 'E503' }]);
    expect(lines[0]?.people).toHaveLength(3);
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
