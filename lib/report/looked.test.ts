import { expect, test } from 'vitest';
import type { Outcome } from '@/lib/lab/outcome';
import { missing, pass } from '@/lib/lab/outcome';
import { type Look, type Seen, withLooks } from './looked';

const [one, two, three] = ['2026-11-26T09:00:00.000Z', '2026-11-26T10:00:00.000Z', '2026-11-26T11:00:00.000Z'] as const;
const away: Outcome = { status: 'unreachable', cloud: 'Orchard', trouble: 'stranger', message: 'It doesn’t know you.', remedy: '' };
const there = missing('It is out.', 'Bring it back.');
const look = (at: string, outcome: Outcome): Look => ({ at, findings: [{ checkId: 'a', outcome }] });
const own = (more: Partial<Seen>): Seen => ({ checkId: 'a', status: null, checkedAt: null, trouble: null, ...more });

test.each<[string, Seen[], Look[], Partial<Seen> | undefined]>([
  ['nothing', [], [], undefined],
  ['their own check', [own({ status: 'missing', checkedAt: one })], [], { status: 'missing', checkedAt: one }],
  ['a look', [], [look(one, there)], { status: 'missing', checkedAt: one }],
  [
    'a look after their own check',
    [own({ status: 'missing', checkedAt: one })],
    [look(two, pass('.'))],
    { status: 'pass', checkedAt: two },
  ],
  ['their own check after a look', [own({ status: 'pass', checkedAt: two })], [look(one, there)], { status: 'pass', checkedAt: two }],
  ['the later of two looks, in any order', [], [look(two, pass('.')), look(one, there)], { status: 'pass', checkedAt: two }],
  ['a look that could not be made', [], [look(one, away)], { status: null, checkedAt: null, trouble: 'It doesn’t know you.' }],
  [
    'what was seen before a look that could not be made',
    [own({ status: 'missing', checkedAt: one })],
    [look(two, away)],
    { status: 'missing', checkedAt: one, trouble: 'It doesn’t know you.' },
  ],
  [
    'a look after one that could not be made',
    [],
    [look(one, away), look(two, there)],
    { status: 'missing', checkedAt: two, trouble: null },
  ],
  ['their own check after one that could not be made', [own({ status: 'pass', checkedAt: three })], [look(two, away)], { trouble: null }],
])('seen last is %s', (_, standings, looks, seen) => {
  const [found] = withLooks(standings, looks);
  if (seen) expect(found).toMatchObject(seen);
  else expect(found).toBeUndefined();
});
