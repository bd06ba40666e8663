// A sample of the table of `npm run faults`: each kind of fault, of each vendor's host, at one step.
import { beforeAll, expect, test } from 'vitest';
import type { InLab } from '@/lib/attendee/in-lab';
import { practiceHands } from '../hands';
import { type Cell, nameRequests } from './cell';
import { runFollowed } from './followed';
import { openWorkshop } from './place';
import { badCell } from './report';
import { type Row, rowsOf } from './rows';
import { allDone } from './stages';
import { type Result, runTable } from './table';

/** A step that asks that vendor first. */
const steps = {
  azure: 'create-workspace',
  databricks: 'start-warehouse',
  dss: 'create-project',
  storage: 'train-model',
  entra: 'start-warehouse',
};

const hands = await practiceHands();
let rows: Row[];
let attendee: InLab;

beforeAll(async () => {
  nameRequests();
  const stage = await allDone({ hands, slug: await openWorkshop(hands, { sectionFourIn: 'own' }) });
  attendee = stage.attendee;
  const some = stage.steps.filter((step) => Object.values(steps).includes(step.slug));
  rows = await rowsOf({ ...stage, steps: some }, false);
}, 60_000);

test('whatever a service answers, nobody is told that their work is wrong, missing or right because of it', async () => {
  const sample = rows.map((row) => ({ ...row, cells: row.cells.filter(({ vendor, step }) => steps[vendor] === step) }));
  const results: Result[] = [];
  await runTable(hands, sample, (result) => results.push(result));
  expect(results.flatMap(badCell)).toEqual([]);
  expect(results.length).toBeGreaterThan(110);
}, 120_000);

test('whatever DSS answers when asked what has become of what it does for somebody, that is followed to its end', async () => {
  const results: Result[] = [];
  const isMeant = ({ stage }: Cell) => stage.endsWith('packages are installed');
  await runFollowed(hands, attendee, { isMeant, onResult: (result) => results.push(result) });
  expect(results.flatMap(badCell)).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
}, 120_000);
