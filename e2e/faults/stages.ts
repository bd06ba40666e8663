import { z } from 'zod';
import type { TabSecrets } from '@/lib/attendee/access';
import type { InLab } from '@/lib/attendee/in-lab';
import type { Step } from '@/lib/lab/lab';
import type { Member } from '@/lib/lab/practice';
import type { Hands } from '../hands';
import { connectionsDone, importDone, type Recorded, recipesDone, trainingDone, workspaceDone } from './done';
import { learn, placed, stepsFor } from './place';

/** Somebody at a point of the lab, and the steps that are tried as them. */
export interface Stage {
  title: string;
  attendee: InLab;
  steps: Step[];
  /** What their tab sends along with a press. */
  secrets?: TabSecrets;
}

/** Some of the steps of a stage can be left out, to prepare no more than a sample needs. */
export interface Wanted {
  hands: Hands;
  slug: string;
}

const section4 = ['mount-storage', 'create-experiment', 'train-model'];

/** Everything of the whole lab is done: each step but the last is green, and the last finds everything still there. */
export async function allDone({ hands, slug }: Wanted): Promise<Stage> {
  const who = await hands.newcomer('Alma Alldone');
  const name = 'alldone';
  let known: Recorded = await workspaceDone(hands, who, name);
  known = { ...known, ...(await connectionsDone(hands, who, name, known)) };
  await recipesDone(hands, who, known);
  known = { ...known, ...(await trainingDone(hands, who, name, known)) };
  let attendee = await placed(hands, slug, who, known);
  attendee = await learn(attendee, stepsFor(attendee, ['create-workspace', ...section4]));
  attendee = await placed(hands, slug, who, await importDone(hands, who, name, attendee.enrolment.values));
  return { title: 'all done', attendee: await learn(attendee, stepsFor(attendee)), steps: stepsFor(attendee) };
}

/** The same, asked with a personal key of theirs: other questions to DSS, with other ways to be refused. */
export async function withOwnKey({ hands }: Wanted, { attendee }: Stage): Promise<Stage> {
  const who = await hands.newcomer(attendee.person.name);
  const login = await hands.dss.loginOf(who);
  const { key } = z.object({ key: z.string() }).parse(await hands.dss.dss(who, 'POST', '/personal-api-keys/', { label: login }));
  const secrets = { dssKey: { text: key, origin: new URL(hands.settings.dssUrl).origin } };
  const slugs = [
    'connect-cluster',
    'create-project',
    'cluster-recipes',
    'managed-folder',
    'code-env-and-import',
    'see-the-model',
    'clean-up',
  ];
  return { ...stage('with a personal key', attendee, slugs), secrets };
}

/** Nothing of what was recorded is there anymore. */
export async function allGone({ hands, slug }: Wanted): Promise<Stage> {
  const who = await hands.newcomer('Gaston Gone');
  await hands.dss.loginOf(who);
  const recorded = {
    ...{ workspaceName: 'gone-lab', clusterConnection: 'gone_c', warehouseConnection: 'gone_w', projectKey: 'GONE' },
    ...{ mountName: 'gone', codeEnvName: 'gone_env' },
  };
  return stage('all gone', await placed(hands, slug, who, recorded), ['clean-up']);
}

/** The track in the workspace that everybody shares: opened and mounted; and nothing to clean up, where DBFS is asked for the mount. */
export async function onModelTrack({ hands, slug }: Wanted): Promise<Stage[]> {
  const host = hands.settings.commonWorkspaceUrl;
  const [ready, done] = [await hands.newcomer('Moa Modeltrack'), await hands.newcomer('Mio Modeldone')];
  for (const who of [ready, done]) {
    await hands.launch(who, host);
    await hands.dss.loginOf(who);
  }
  const source = 'abfss://databricks-demo@databricksdemodss.dfs.core.windows.net/';
  await hands.practice('/mount', { host, mountPoint: '/mnt/moa', source });
  const gone = { mountName: 'mio', projectKey: 'MIO', codeEnvName: 'mio_env' };
  return [
    stage('model track', await placed(hands, slug, ready, { mountName: 'moa' }, 'model'), ['prerequisites', 'mount-storage']),
    stage('model track, all gone', await placed(hands, slug, done, gone, 'model'), ['clean-up']),
  ];
}

/** Names are recorded, and nothing is made yet. */
export async function nothingMade({ hands, slug }: Wanted): Promise<Stage> {
  const who = await hands.newcomer('Nora Nothing');
  await hands.dss.loginOf(who);
  const recorded = { workspaceName: 'nothing-lab', clusterConnection: 'nothing_c', projectKey: 'NOTHING', codeEnvName: 'nothing_env' };
  const steps = ['create-workspace', 'connect-cluster', 'create-project', 'code-env-and-import'];
  return stage('nothing made', await placed(hands, slug, who, recorded), steps);
}

/** A workspace in the wrong region, a GPU cluster, a connection with wrong settings, a recipe on the wrong engine. */
export async function allWrong({ hands, slug }: Wanted): Promise<Stage> {
  const who: Member = await hands.newcomer('Willy Wrong');
  const { dss } = hands;
  await hands.atOnce(() => hands.createWorkspace(who, 'wrong-lab', { location: 'westeurope' }));
  const known = { workspaceName: 'wrong-lab', clusterConnection: 'wrong_c', projectKey: 'WRONG' };
  let attendee = await placed(hands, slug, who, known);
  attendee = await learn(attendee, stepsFor(attendee, ['create-workspace']));
  const host = attendee.enrolment.values['workspaceUrl'] ?? '';
  await hands.launch(who, host);
  const gpu = { spark_version: '16.4.x-gpu-ml-scala2.12', node_type_id: 'Standard_NC4as_T4_v3' };
  const cluster = await hands.atOnce(() => hands.createCluster(who, host, gpu));
  const httpPath = `sql/protocolv1/o/${/\d+/.exec(host)?.[0]}/${cluster}`;
  await dss.connected(who, 'wrong_c', { host, httpPath });
  await dss.project(who, 'WRONG');
  await dss.importTable(who, 'WRONG', 'wrong_c', 'trips');
  await hands.atOnce(() => dss.made(who, 'WRONG', { type: 'sampling', input: 'trips', output: 'o', connection: 'wrong_c', engine: 'DSS' }));
  await dss.editConnection(who, 'wrong_c', { useAutoFastWrite: false, httpPath: `${httpPath}x` });
  return stage('all wrong', attendee, ['create-workspace', 'create-cluster', 'connect-cluster', 'cluster-recipes']);
}

const stage = (title: string, attendee: InLab, slugs: string[]): Stage => ({ title, attendee, steps: stepsFor(attendee, slugs) });
