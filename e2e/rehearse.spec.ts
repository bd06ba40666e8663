// A rehearsal as its facilitator runs it, in a hurry: people arrive through the portal's sign-in, work, make mistakes, and are removed
// again.
import { execa } from 'execa';
import { peopleOf } from '@/rehearse/names';
import { randomFor } from '@/rehearse/random';
import { expect, portal, test } from './story';

test('a rehearsal fills the workshop with people who pass steps, without an error, and takes them out again', async ({
  workshop,
  board,
}) => {
  test.setTimeout(60_000);
  const rehearse = (...args: string[]) =>
    execa(
      process.execPath,
      ['bin/run.mjs', 'rehearse', '--portal', portal, '--workshop', workshop.slug, '--as', workshop.facilitator.upn, ...args],
      {
        all: true,
        reject: false,
      },
    );
  const page = await board();
  // 12 seconds of 240 each: 48 minutes
  const { all, exitCode } = await rehearse('--people', '3', '--minutes', '0.2', '--speed', '240', '--seed', 'story', '--tell');
  expect(all).toMatch(/3 joined.*Steps {7}[1-9]\d* passed.*Errors {6}0/s);
  expect(exitCode).toBe(0);
  const onBoard = peopleOf('story', 3, randomFor('story')).map(({ name }) => page.getByRole('link', { name, exact: true }));
  for (const person of onBoard) await expect(person).toBeVisible();

  expect((await rehearse('--clean')).all).toContain('3 removed from the workshop, 3 from the practice cloud');
  for (const person of onBoard) await expect(person).toHaveCount(0);
});
