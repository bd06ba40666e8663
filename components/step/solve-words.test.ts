import { expect, test } from 'vitest';
import type { SolveView } from '@/lib/attendee/state';
import { beingDone, solveWords } from './solve-words';

type Part = SolveView['parts'][number];
const part = (id: string, how: Part['how'], more: Partial<Part> = {}): Part => ({
  ...{ id, what: `Do ${id}`, details: [], turns: [`${id}.is-there`], isTheirs: false },
  ...{ how, said: `Said of ${id}.` },
  ...more,
});
const offer = (parts: Part[], more: Partial<SolveView> = {}): SolveView => ({
  ...{ id: 'o', by: 'Greta', askedAt: '', answeredAt: '10', isAgreed: true, doneAt: '11', isAtWork: false, shown: '' },
  parts,
  ...more,
});
const opens = part('open', 'person', { what: 'Open the kettle once', said: 'Only you can: it is yours.', isTheirs: true });

test('a step of which only their own part is left names that part, unfolded, and says nothing of done', () => {
  const words = solveWords(offer([part('make', 'done'), opens]), 'missing');
  expect(words).toEqual({
    title: 'One part is left for you: Open the kettle once',
    text: 'Only you can: it is yours. When that’s done, verify the step.',
    agree: null,
    decline: null,
    isFolded: false,
  });
});

test('several parts that are left are all named', () => {
  const { title, text } = solveWords(offer([opens, { ...opens, id: 'pour', what: 'Pour it' }]), 'missing');
  expect([title, text]).toEqual(['2 parts are left for you', 'Open the kettle once. Pour it. When that’s done, verify the step.']);
});

test('a step that couldn’t be done says why, what to do, and that it can be tried again', () => {
  const failed = part('make', 'failed', { what: 'Make tea', said: 'The kettle does not know you yet. Open it once.' });
  expect(solveWords(offer([failed, part('pour', 'not-tried')]), 'open')).toMatchObject({
    title: 'Couldn’t be done',
    text: 'Make tea: The kettle does not know you yet. Open it once. Then select Try again, or do the step yourself.',
    agree: 'Try again',
    isFolded: false,
  });
});

test('a secret that was missing can be entered, and the rest tried again', () => {
  const { text, agree } = solveWords(offer([part('make', 'person', { said: 'Enter it in the panel, then select Try again.' })]), 'missing');
  expect([text, agree]).toEqual(['Enter it in the panel, then select Try again.', 'Try again']);
});

test('what was stopped is not called done', () => {
  expect(solveWords(offer([part('make', 'done'), part('pour', 'not-tried')]), 'missing')).toMatchObject({
    title: 'This was stopped before it was done',
    agree: 'Try again',
  });
});

test('what they stopped themselves needs another offer', () => {
  const words = solveWords(offer([part('make', 'under-way')], { isAgreed: false }), 'missing');
  expect(words).toMatchObject({ title: 'You stopped this before it was done', agree: null, isFolded: false });
  expect(words.text).toContain('offer it again');
});

test('only a step that has passed counts as done for them, whatever was left at the end', () => {
  for (const parts of [[part('make', 'done')], [part('make', 'done'), opens]])
    expect(solveWords(offer(parts), 'solved')).toMatchObject({ title: 'This step was done for you', isFolded: true, agree: null });
  expect(solveWords(offer([part('make', 'done')]), 'waiting').title).toBe('Every part was done for you');
  for (const status of ['open', 'missing', 'wrong', 'waiting', 'unreachable', 'pass', 'waived'] as const)
    expect(JSON.stringify(solveWords(offer([part('make', 'done')]), status))).not.toMatch(/counts as done/);
});

test('an offer, work in progress and an interruption each have their buttons', () => {
  const asked = [part('make', 'asked')];
  const buttons = (more: Partial<SolveView>) => {
    const { agree, decline } = solveWords(offer(asked, { doneAt: null, ...more }), 'open');
    return [agree, decline];
  };
  expect(buttons({ answeredAt: null })).toEqual(['Yes, do it for me', 'No, thanks']);
  expect(buttons({ isAtWork: true })).toEqual([null, 'Stop']);
  expect(buttons({})).toEqual(['Go on', 'Stop']);
});

test('while it is at work, the checks of what isn’t done yet are known, and none of what is theirs', () => {
  const parts = [part('make', 'done'), part('pour', 'under-way'), part('serve', 'asked'), opens];
  expect([...beingDone(offer(parts, { doneAt: null, isAtWork: true }))]).toEqual(['pour.is-there', 'serve.is-there']);
  expect(beingDone(offer(parts)).size).toBe(0);
  expect(beingDone(undefined).size).toBe(0);
});
