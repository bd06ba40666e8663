import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { PartResult } from '@/lib/lab/solve';
import { SolveList } from './solve-list';

const made = { id: 'make', what: 'Make tea', how: 'done', said: 'Made.' } as const;

/** What the facilitator reads of an offer that was agreed to and is over. */
function read(...result: PartResult[]): string {
  const at = '2026-05-04T10:00:00.000Z';
  const solve = {
    ...{ id: 'o', step: 'tea', by: 'Greta', askedAt: at, answeredAt: at, isAgreed: true, doneAt: at, isAtWork: false },
    result,
  };
  const html = renderToStaticMarkup(
    <SolveList steps={[{ slug: 'tea', number: '1', title: 'Tea', solve, mayOffer: true }]} offer={async () => undefined} />,
  );
  return html.replaceAll(/<[^>]{1,200}>/g, '');
}

test('a facilitator reads whether a step was done, was left to the attendee, failed or was stopped', () => {
  expect(read(made)).toContain('every part was done at');
  expect(read(made, { id: 'open', what: 'Open it once', how: 'person', said: '' })).toContain(
    'except what only they can do: Open it once.',
  );
  const failed = read({ ...made, how: 'failed', said: 'The kettle does not know you yet.' });
  expect(failed).toMatch(/couldn’t be done, ended at .*: Make tea\./);
  expect(failed).toContain('The kettle does not know you yet.');
  expect(read({ ...made, how: 'not-tried' })).toContain(', before it was done.');
});
