import { describe, expect, test } from 'vitest';
import type { JobItem, Recipe } from '@/lib/clouds/dss';
import { runsOf } from './flow';

const recipe = (type: string, name = 'compute_x'): Recipe => ({ name, type, inputs: ['in'], outputs: ['out'] });

describe('which runs are opened', () => {
  const item = (id: string, state: string, more: Partial<JobItem> = {}): JobItem => ({
    id,
    recipe: 'compute_x',
    outputs: ['out'],
    state,
    startTime: null,
    ...more,
  });
  const wired = { recipe: recipe('python'), inputs: [], outputs: [] };
  const list = [
    item('8', 'RUNNING'),
    item('7', 'FAILED'),
    item('6', 'DONE'),
    item('5', 'DONE'),
    item('4', 'FAILED'),
    item('3', 'ABORTED'),
    item('2', 'FAILED'),
    item('1', 'DONE', { recipe: 'compute_y', outputs: ['y'] }),
  ];
  test('the newest of each kind', () => {
    expect(runsOf(wired, list, false).map((j) => j.id)).toEqual(['8', '6', '7', '3']);
  });
  test('more failures, where one is expected', () => {
    expect(runsOf(wired, list, true).map((j) => j.id)).toEqual(['8', '6', '7', '4', '2', '3']);
  });
  test('found by what they build, where the recipe is not named', () => {
    expect(
      runsOf(wired, [item('9', 'DONE', { recipe: null }), item('0', 'DONE', { recipe: null, outputs: ['z'] })], false).map((j) => j.id),
    ).toEqual(['9']);
  });
  test('a state nobody has heard of is not over', () => {
    expect(runsOf(wired, [item('9', 'QUEUED_SOMEHOW')], false).map((j) => j.id)).toEqual(['9']);
  });
});
