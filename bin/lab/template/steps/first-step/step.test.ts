import { expect, test } from 'vitest';
import step from './step';

const judge = (resourceName: string) => step.checks[0]?.judge(null, { namePrefix: 'lab-', resourceName });

test.each([
  ['lab-ada', 'pass'],
  ['ada', 'wrong'],
  ['my-lab-ada', 'wrong'],
])('the name %s: %s', (resourceName, status) => {
  expect(judge(resourceName)).toMatchObject({ status });
});
