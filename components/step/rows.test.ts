import { expect, test } from 'vitest';
import { missing, type Outcome, pass, waiting, wrong } from '@/lib/lab/outcome';
import type { Standing } from '@/lib/progress/standing';
import { arranged, saidOf } from './rows';

const away: Outcome = { status: 'unreachable', cloud: 'Harbor', trouble: 'slow', message: 'Harbor took too long.', remedy: 'Try again.' };

function standing(checkId: string, outcome: Outcome): Standing {
  const isAway = outcome.status === 'unreachable';
  return {
    checkId,
    verdict: isAway ? null : outcome,
    trouble: isAway ? outcome : null,
    since: null,
    checkedAt: null,
    troubleAt: null,
    evidence: [],
  };
}

/** Rows by their ids, those that only name themselves in brackets. */
function shown(outcomes: Record<string, Outcome | null>) {
  const checks = Object.keys(outcomes).map((id) => ({ id, title: id }));
  const standings = Object.entries(outcomes).flatMap(([id, o]) => (o ? [standing(id, o)] : []));
  const { others, passed } = arranged(checks, standings);
  return [others.map((r) => (r.isRepeat ? `(${r.check.id})` : r.check.id)).join(' '), passed.map((r) => r.check.id).join(' ')];
}

const none = missing('There is no lamp to check yet.', 'Create it first.');
const deploying = (since: string) => waiting('Your lamp is still being lit', { since });

test.each<[string, Record<string, Outcome | null>, string, string]>([
  ['what nobody has checked says nothing', { a: null, b: null }, 'a b', ''],
  ['what waits for the same thing says it once', { a: none, b: none, c: none }, 'a (b) (c)', ''],
  [
    'wherever it is in the list',
    { a: none, b: missing('It is stopped.', 'Start it.'), c: none, d: missing('It is stopped.', 'Start it.') },
    'a (c) b (d)',
    '',
  ],
  ['what waits at a service does, too, however long each has', { a: deploying('2026-01-01'), b: deploying('2026-01-02') }, 'a (b)', ''],
  ['a service that is away is told once', { a: away, b: none, c: away }, 'a (c) b', ''],
  [
    'what is wrong always says so itself',
    {
      a: wrong('Not as asked.', { expected: '1', found: '2', remedy: 'Fix it.' }),
      b: wrong('Not as asked.', { expected: '1', found: '2', remedy: 'Fix it.' }),
    },
    'a b',
    '',
  ],
  [
    'by urgency, and what passed apart',
    { a: null, b: none, c: pass('Good.'), d: deploying('2026-01-01'), e: away, f: wrong('No.', { expected: '', found: '', remedy: '' }) },
    'f e d b a',
    'c',
  ],
  ['the same words with another status are something else', { a: waiting('It is stopped.'), b: missing('It is stopped.', '') }, 'a b', ''],
])('rows of a panel: %s', (_, outcomes, others, passed) => {
  expect(shown(outcomes)).toEqual([others, passed]);
});

test('a search of what a panel says includes remedies, and trouble since a check passed', () => {
  const passedBefore = { ...standing('a', pass('Good.')), trouble: away };
  expect(saidOf([passedBefore, standing('b', none)])).toBe(
    'Harbor took too long. Try again. There is no lamp to check yet. Create it first.',
  );
});
