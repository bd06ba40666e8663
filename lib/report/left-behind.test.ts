import { describe, expect, test } from 'vitest';
import { cleanUpProblems, type Leftover } from '@/lib/lab/leftover';
import { type Cleaning, cleanUpsOf } from './left-behind';
import { orchard } from './orchard';

const { cleanUp, ...lab } = orchard;
const { step, leftovers } = cleanUp ?? expect.unreachable();
const [ladder] = leftovers as [Leftover]; // it declares one
const { check } = ladder;
const key: Leftover = { ...ladder, label: 'Key', costs: false, check: 'another', names: [] };

const early = '2026-11-26T09:00:00.000Z';
const late = '2026-11-26T10:00:00.000Z';
const value = (updatedAt: string) => ({ name: 'ladderName', value: 'ladder-7', updatedAt });
const standing = (status: string | null, checkedAt: string | null = late, trouble: string | null = null) => ({
  checkId: check,
  status,
  checkedAt,
  trouble,
});
const person = (more: Partial<Cleaning> = {}): Cleaning => ({
  ...{ id: 'a', name: 'Ada', values: [], standings: [], passes: [] },
  ...more,
});
const left = (more: Partial<Cleaning>) => cleanUpsOf(orchard, [person(more)])[0]?.left;

describe('what somebody may have left behind', () => {
  test.each<[string, Partial<Cleaning>, string | null]>([
    ['nothing known', {}, null],
    ['recorded and never checked', { values: [value(early)] }, 'unknown'],
    ['there when last checked', { values: [value(early)], standings: [standing('missing')] }, 'there'],
    ['there, though nothing of it was recorded', { standings: [standing('wrong')] }, 'there'],
    ['being deleted', { standings: [standing('waiting')] }, 'going'],
    ['gone', { values: [value(early)], standings: [standing('pass')] }, null],
    ['gone, and made anew since', { values: [value(late)], standings: [standing('pass', early)] }, 'unknown'],
    ['recorded, and could not be checked', { values: [value(early)], standings: [standing(null, null, 'Signed out.')] }, 'unknown'],
    ['there, and could not be checked since', { standings: [standing('missing', early, 'Signed out.')] }, 'there'],
    ['another check that failed', { standings: [{ ...standing('missing'), checkId: 'x' }] }, null],
    ['another value', { values: [{ ...value(early), name: 'basketName' }] }, null],
  ])('%s', (_, more, state) => {
    expect(left(more)?.[0]?.state ?? null).toBe(state);
  });

  test('has the name they know it by, when it was checked, and why not since', () => {
    expect(left({ values: [value(early)], standings: [standing('missing', late, 'Signed out.')] })).toMatchObject([
      { called: 'ladder-7', checkedAt: late, trouble: 'Signed out.' },
    ]);
  });

  test('is nothing where a lab declares nothing', () => {
    expect(cleanUpsOf(lab, [person({ values: [value(early)] })])).toEqual([]);
  });

  test('comes first where it costs', () => {
    const people = [
      person({ id: 'a', name: 'Ada' }),
      person({ id: 'b', name: 'Bo', standings: [{ ...standing('missing'), checkId: 'another' }] }),
      person({ id: 'c', name: 'Cy', standings: [standing('missing')] }),
    ];
    expect(cleanUpsOf({ ...lab, cleanUp: { step, leftovers: [ladder, key] } }, people).map((c) => c.id)).toEqual(['c', 'b', 'a']);
  });
});

describe('a clean-up is verified', () => {
  const verifiedAt = (how: string | null, of: Partial<Cleaning> = {}) =>
    cleanUpsOf(orchard, [person({ passes: how === null ? [] : [{ step, how, at: late }], ...of })])[0]?.verifiedAt;
  test.each([
    ['verified', late],
    ['waived', null],
    ['solved', null],
    [null, null],
  ])('by a step that was %s: %s', (how, at) => {
    expect(verifiedAt(how)).toBe(at);
  });
});

describe('what a lab declares', () => {
  test.each<[string, Partial<Leftover>, string]>([
    ['a check', { check: 'x.y' }, 'names the check "x.y", which "tidy-up" does not have'],
    ['a value', { names: ['nobody'] }, 'names "nobody", which nobody records'],
  ])('cannot name %s that it does not have', (_, more, problem) => {
    expect(cleanUpProblems({ ...lab, cleanUp: { step, leftovers: [{ ...ladder, ...more }] } })).toEqual([expect.stringContaining(problem)]);
  });
  test('cannot name a step that it does not have', () => {
    expect(cleanUpProblems({ ...lab, cleanUp: { step: 'nowhere', leftovers } })).toEqual([
      'the clean-up names the step "nowhere", which is none',
    ]);
    expect([cleanUpProblems(lab), cleanUpProblems(orchard)]).toEqual([[], []]);
  });
});
