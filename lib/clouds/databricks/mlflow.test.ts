import { expect, test } from 'vitest';
import { mlflowOf } from './mlflow';
import type { Workspace } from './workspace';

/** A workspace that answers everything with this body. */
function answering(body: unknown) {
  const ask = async (_: string, schema: { parse: (body: unknown) => unknown }) => ({ body: schema.parse(body), at: 0 });
  const rowsOf = async (rows: unknown[] | null | undefined) => rows ?? [];
  return mlflowOf({ ask, rowsOf } as unknown as Workspace); // as much as MLflow asks of one
}
const run = (user_id: string | null | undefined, tags: { key: string; value: string }[]) => ({
  info: { run_id: 'r1', status: 'FINISHED', artifact_uri: 'dbfs:/x', user_id },
  data: { tags },
});
const tag = (value: string) => [{ key: 'mlflow.user', value }];

test.each([
  ['what the service states, whatever a client says', 'ada@x', tag('root'), 'ada@x'],
  ['that before an address of a client’s', 'ada@x', tag('bo@x'), 'ada@x'],
  ['an id', '4566812440727830', tag('root'), '4566812440727830'],
  ['the tag where the service states nothing, as in a notebook', '', tag('ada@x'), 'ada@x'],
  ['nobody, where there is only the operating system’s user', '', tag('root'), ''],
  ['nobody, where nothing is said', undefined, [], ''],
])('whose a run is: %s', async (_, userId, tags, user) => {
  expect((await answering({ runs: [run(userId, tags)] }).runs('1'))[0]?.user).toBe(user);
});

const experiment = { experiment_id: '1', name: '/Users/ada@x/d', artifact_location: 'dbfs:/x' };
const owner = [
  { key: 'mlflow.ownerId', value: '4566812440727830' },
  { key: 'mlflow.ownerEmail', value: 'ada@x' },
];
test.each([
  ['its name and id', owner, ['ada@x', '4566812440727830']],
  ['its id alone', owner.slice(0, 1), ['4566812440727830']],
  ['nothing', undefined, []],
])('whose an experiment is: %s', async (_, tags, owners) => {
  expect(await answering({ experiment: { ...experiment, tags } }).experiment('x')).toMatchObject({ ...experiment, owners });
});
