import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { untilBack } from './until-back';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Asks of something that is back after so many answers. */
function asking(after: number) {
  const ask = vi.fn(async () => ask.mock.calls.length > after);
  const tell = vi.fn();
  return { ask, tell, end: untilBack(ask, tell, () => 0.5) };
}

test('it is asked every two seconds or so until it is back, which is told once', async () => {
  const { ask, tell } = asking(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect([ask.mock.calls.length, tell.mock.calls.length]).toEqual([2, 0]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ask.mock.calls.length, tell.mock.calls.length]).toEqual([3, 1]);
});

test('nobody is asked or told anymore once it was ended, also in the middle of an answer', async () => {
  const { ask, tell, end } = asking(0);
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).not.toHaveBeenCalled();
  const late = asking(0);
  vi.advanceTimersByTime(2000);
  late.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([late.ask.mock.calls.length, late.tell.mock.calls.length, tell.mock.calls.length]).toEqual([1, 0, 0]);
});

test('a question that fails is asked again', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const ask = vi.fn(async () => {
    if (ask.mock.calls.length < 3) throw new SyntaxError('Unexpected token <');
    return true;
  });
  const tell = vi.fn();
  untilBack(ask, tell, () => 0.5);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ask.mock.calls.length, tell.mock.calls.length, warn.mock.calls.length]).toEqual([3, 1, 2]);
});
