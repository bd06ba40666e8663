import { expect, test } from 'vitest';
import { allSteps, stepsOf } from '@/lib/lab/lab';
import lab from '../lab';
import { rehearsal } from '.';

const unused = async () => {
  throw new Error('Nothing is asked of the practice cloud here.');
};
const about = {
  tenantId: 't',
  subscription: { id: 's', name: 's' },
  dssUrl: 'https://dss.example',
  dssAdminKey: 'k',
  dssClientId: 'c',
  commonWorkspaceUrl: 'adb-1.2.azuredatabricks.net',
};
const { tasks } = rehearsal(
  {
    about,
    member: () => ({ upn: '', name: '', oid: '', appRoles: [] }),
    newcomer: unused,
    practice: unused,
    token: unused,
    call: unused,
  },
  {},
);

test('every step of either track can be rehearsed, except the one in which there is nothing to do but look', () => {
  const idle = allSteps(lab).filter(({ slug }) => !tasks[slug]?.length);
  expect(idle.map(({ slug }) => slug)).toEqual(['see-the-model']);
});

test('nobody rehearses a step that the lab does not have', () => {
  const slugs = allSteps(lab).map(({ slug }) => slug);
  for (const slug of Object.keys(tasks)) expect(slugs).toContain(slug);
});

test('each mistake of a step has its own name, and words that go on after a person’s', () => {
  for (const all of Object.values(tasks)) {
    const ids = all.flatMap(({ slips = [] }) => slips.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { does, slips = [] } of all)
      for (const words of [does, ...slips.map((slip) => slip.does)]) expect(words).toMatch(/^[a-z]+s (?!.*\.$)/);
  }
});

test('the first sections have mistakes enough to practice on', () => {
  const mistakes = stepsOf(lab, 'whole')
    .slice(0, 5)
    .flatMap(({ slug }) => tasks[slug] ?? [])
    .reduce((sum, { slips = [], isForgettable }) => sum + slips.length + (isForgettable ? 1 : 0), 0);
  expect(mistakes).toBeGreaterThanOrEqual(15);
});
