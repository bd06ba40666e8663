import { expect, test } from 'vitest';
import { pictureProblems, textsIn } from '@/lib/lab/picture';
import { inWords, saysFor, shownLanes } from '@/lib/lab/picture-words';
import lab from '../lab';
import { pictures } from '.';

const says = saysFor(lab, 'whole', { clusterHost: 'adb-1.2.azuredatabricks.net', savedModelName: 'imported_from_db' });
const drawings = Object.entries(pictures).flatMap(([name, picture]) => (picture.kind === 'drawing' ? [{ name, picture }] : []));

test('pictures name only what the lab has', () => {
  expect(pictureProblems(lab)).toEqual([]);
  const { 'three-ways': threeWays, 'key-or-token': keyOrToken } = pictures;
  if (threeWays.kind !== 'drawing' || keyOrToken.kind !== 'matrix') throw new Error('They are of other kinds.');
  const arrow = { from: 'dss', to: 'moon.crater' };
  const cell = { outcome: 'works', why: 'See :step[fly].', check: 'moon.is-full' } as const;
  const broken = {
    one: { ...threeWays, title: '{{nobody}}', lanes: [{ columns: threeWays.lanes[0]?.columns ?? [], arrows: [arrow] }] },
    two: { ...keyOrToken, rows: [{ label: 'x', cells: [cell] }] },
  };
  expect(pictureProblems({ ...lab, pictures: broken })).toEqual([
    { picture: 'one', what: 'there is no value or setting named "nobody"' },
    { picture: 'one', what: 'there is no box "moon.crater" for an arrow' },
    { picture: 'two', what: 'there is no step "fly"' },
    { picture: 'two', what: 'no step has a check "moon.is-full"' },
  ]);
});

test.each(drawings)('$name: who does not see it is told all that it says', ({ picture }) => {
  const told = [
    picture.title,
    picture.caption ?? '',
    ...shownLanes(picture, says).flatMap((lane) => [lane.label ?? '', lane.note ?? '', inWords(lane)]),
  ].join(' ');
  for (const text of textsIn(picture)) expect(told).toContain(says(text));
});

test('words tell what an arrow carries, and between which rows it leads', () => {
  const words = Object.fromEntries(drawings.map(({ name, picture }) => [name, shownLanes(picture, says).map(inWords).join(' ')]));
  expect(words['http-paths']).toContain('Your workspace: Connection details, Server hostname adb-1.2.azuredatabricks.net,');
  expect(words['http-paths']).toContain('From HTTP path, cluster in Your workspace to HTTP path in Cluster connection.');
  expect(words['identities']).toContain('From Dataiku DSS to Databricks: queries, as you.');
});

test('what is not recorded yet is shown under its label, and steps by their numbers', () => {
  expect(says('{{clusterHost}} {{mountName}} :step[connect-cluster]')).toBe('adb-1.2.azuredatabricks.net <mount name> step 2.1');
});
