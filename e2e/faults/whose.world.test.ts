// Whose a thing is in a workspace, in practice: by what the workspace states, never by the sign-in name or by what a client says about
// itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InLab, withValues } from '@/lib/attendee/in-lab';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { Member } from '@/lib/lab/practice';
import { practiceHands } from '../hands';
import { look, openWorkshop, placed, stepsFor } from './place';

const hands = await practiceHands();
const host = hands.settings.commonWorkspaceUrl;
/** A guest, whose sign-in name is no name in the workspace. */
const guest = hands.member('Gus Visitor');
const other = hands.member('Bo Lindqvist');
const mail = 'gus.visitor@partner.example';
let gus: InLab;

const ask = (who: Member, path: string, body: unknown) =>
  hands.call(who, databricks, 'POST', `https://${host}/api/2.0/mlflow/${path}`, body) as Promise<
    Record<string, string> & { run?: { info: { run_id: string } } }
  >; // our own practice cloud's shapes
const experiment = async (who: Member, name: string, location: string) =>
  (await ask(who, 'experiments/create', { name, artifact_location: `dbfs:/mnt/gus/${location}` }))['experiment_id'] ?? '';
/** As stock MLflow makes one from somebody's own machine: it says its operating system's user. */
async function trainedBy(who: Member, experiment_id: string): Promise<string> {
  const { run } = await ask(who, 'runs/create', { experiment_id, tags: [{ key: 'mlflow.user', value: 'root' }] });
  const run_id = run?.info.run_id ?? '';
  await ask(who, 'runs/update', { run_id, status: 'FINISHED' });
  return run_id;
}

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  for (const who of [guest, other]) await hands.launch(who, host);
  await hands.practice('/mount', {
    host,
    mountPoint: '/mnt/gus',
    source: 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/',
  });
  gus = await placed(hands, await openWorkshop(hands), guest, { mountName: 'gus' }, 'model');
});
afterAll(() => hands.practice('/reset'));

async function told(slug: string, experimentPath: string) {
  const [step] = stepsFor(gus, [slug]);
  if (!step) throw new Error(slug);
  const { findings, learnt } = await look(withValues(gus, { ...gus.enrolment.values, experimentPath }), step);
  const said = findings.map(({ checkId, outcome }) => [
    checkId,
    `${outcome.status}: ${outcome.status === 'waiting' ? outcome.on : outcome.message}`,
  ]);
  return { ...(Object.fromEntries(said) as Record<string, string>), learnt };
}

test('a guest is who the workspace says, and that is learned', async () => {
  const said = await told('prerequisites', '/x');
  expect(said).toMatchObject({ 'databricks.common-workspace-opens': `pass: As ${mail}.`, learnt: { databricksUser: mail } });
});

test('a run is theirs by what the service states, though its client called them root', async () => {
  const path = `/Users/${mail}/mine`;
  const id = await experiment(guest, path, 'gus-visitor-partner-example/mlflow');
  await trainedBy(other, id);
  const none = await told('train-model', path);
  expect(none).toMatchObject({
    'databricks.run-is-finished': `missing: The run in this experiment was made by someone else (${other.upn}).`,
  });
  expect(none.learnt).toEqual({});
  const run = await trainedBy(guest, id);
  await trainedBy(other, id);
  expect(await told('train-model', path)).toMatchObject({
    'databricks.run-is-finished': expect.stringMatching(/^pass/),
    learnt: { runId: run },
  });
});

test('an experiment is theirs by its owner, and its folder by its name', async () => {
  expect(await told('create-experiment', `/Users/${mail}/mine`)).toMatchObject({
    'databricks.experiment-exists': `pass: /Users/${mail}/mine`,
    'databricks.experiment-is-on-mount': 'pass: gus-visitor-partner-example/mlflow in the container.',
  });
  const [theirs, copied] = ['/Shared/theirs', '/Shared/copied'];
  await experiment(other, theirs, 'bo-lindqvist/mlflow');
  await experiment(guest, copied, 'your-name/mlflow');
  expect(await told('create-experiment', theirs)).toMatchObject({
    'databricks.experiment-exists': `wrong: This experiment was made by someone else (${other.upn}).`,
    'databricks.experiment-is-on-mount': expect.stringMatching(/^wrong: .*under bo-lindqvist, which is not the folder/),
  });
  expect(await told('create-experiment', copied)).toMatchObject({
    'databricks.experiment-is-on-mount': expect.stringMatching(/^wrong: .*your-name, a placeholder/),
  });
});
