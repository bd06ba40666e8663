import { expect, test } from 'vitest';
import { later, type Told, toldAt } from './view';

const told = (id: string, step: string | null = null, isForStep = step !== null): Told => ({
  id,
  kind: 'news',
  text: '',
  step,
  isForStep,
  by: null,
  at: '',
});
const all = [told('everybody'), told('about', 'brew', false), told('brew', 'brew'), told('sip', 'sip')];

test.each<[string, (string | null | undefined)[], string[]]>([
  ['on the page of a step', ['brew', 'brew'], ['everybody', 'about', 'brew']],
  ['on the page of a step that was just opened', ['brew', 'sip'], ['everybody', 'about', 'brew', 'sip']],
  ['on another page, with a step open', ['sip', 'summary'], ['everybody', 'about', 'sip']],
  ['before any step', [null, undefined], ['everybody', 'about']],
])('%s stand those for it and for everybody', (_, here, ids) => {
  expect(toldAt(all, here).map(({ id }) => id)).toEqual(ids);
});

test('of two readings the later one is right, and of two at once the one that arrived last', () => {
  const [a, b, c] = [{ readAt: 1 }, { readAt: 2 }, { readAt: 2 }];
  expect(later(a, b)).toBe(b);
  expect(later(b, a)).toBe(b);
  expect(later(b, c)).toBe(c);
});
