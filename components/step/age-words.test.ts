import { describe, expect, test } from 'vitest';
import { missing, type Outcome, pass, waiting, wrong } from '@/lib/lab/outcome';
import { ageWord, waitingSays } from './age-words';

const now = Date.parse('2026-11-26T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const looked = (checkedSeconds: number | null, sinceSeconds: number | null = null) => ({
  checkedAt: checkedSeconds === null ? null : ago(checkedSeconds),
  since: sinceSeconds === null ? null : ago(sinceSeconds),
  troubleAt: null as string | null,
});
const starting = (seconds?: number) =>
  waiting('It is starting', { usually: 300, ...(seconds === undefined ? {} : { since: ago(seconds) }) });
const trouble: Outcome = { status: 'unreachable', cloud: 'Beacon', trouble: 'slow', message: 'm', remedy: 'r' };
const off = missing('m', 'r');
const other = wrong('m', { expected: 'e', found: 'f', remedy: 'r' });

describe('the word of a row', () => {
  test.each<[string | undefined, Outcome | null, ReturnType<typeof looked>]>([
    ['waiting, 2 min of about 5 min', starting(120), looked(3)],
    ['waiting, usually 5 min', starting(), looked(3, 60)],
    ['waiting, 30 s', waiting('x', { since: ago(30) }), looked(3)],
    ['waiting', waiting('x'), looked(3, 500)],
    ['waiting, 7 min, usually about 5 min', starting(420), looked(3)],
    ['waiting, 40 min, usually about 5 min', starting(2400), looked(3)],
    ['waiting, 20 min, usually about 5 min', starting(), looked(3, 1200)],
    ['waiting, 1 min, usually about 20 s', waiting('x', { since: ago(80), usually: 20 }), looked(3)],
    ['waiting, as of 2 h ago', starting(7300), looked(7200)],
    ['waiting, as of 2 h ago', starting(), looked(7200, 7300)],
    ['Running.', pass('Running.'), looked(99_999)],
    [undefined, off, looked(300)],
    ['not yet, as of 40 min ago', off, looked(2400)],
    [undefined, other, looked(300)],
    ['needs fixing, as of 3 h ago', other, looked(3 * 3600)],
    [undefined, trouble, { ...looked(null), troubleAt: ago(10) }],
    ['couldn’t check, 2 h ago', trouble, { ...looked(null), troubleAt: ago(7200) }],
    [undefined, null, looked(null)],
  ])('%s', (words, outcome, standing) => {
    expect(ageWord(outcome, standing, now)).toBe(words);
  });
});

describe('what a waiting row says', () => {
  test.each<[string, ReturnType<typeof starting>, ReturnType<typeof looked>, boolean]>([
    ['It is starting. This turns green by itself.', starting(120), looked(3), true],
    ['It is starting. Verify again to see whether it’s done.', starting(120), looked(3), false],
    ['It is starting, as of 2 h ago. Verify again to see its current state.', starting(120), looked(7200), false],
    ['It is starting, as of 2 h ago. Guidepost is checking again.', starting(120), looked(7200), true],
    [
      'It is starting. That’s much longer than usual, so it may be stuck. Check it in the service; if nothing happens there, ask for help. This turns green by itself.',
      starting(3000),
      looked(3),
      true,
    ],
  ])('%s', (words, outcome, standing, isWatched) => {
    expect(waitingSays(outcome, standing, { now, isWatched, again: 'Verify again' })).toBe(words);
  });
  test('never that it turns green by itself when nobody watches, however old and however long', () => {
    for (const checked of [0, 60, 91, 7200, 1e6])
      for (const began of [0, 100, 900, 1e5])
        expect(waitingSays(starting(began), looked(checked), { now, isWatched: false, again: 'Check now' })).not.toContain('by itself');
  });
});
