import { type Check, defineCheck, isVerdict, missing, pass } from '@/lib/checks/check';
import type { Known, KnownName } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import { isCredentialsFailure } from './assumed';
import { askConnection, connectionName, type Endpoint, endpointNames } from './connection';
import { type Exercise, picked, pickOf, recipesFor, tablesOn } from './exercises';
import { askFlow, type Trial, tryOut } from './flow';
import { judgePython, judgeSyncBack, judgeSyncOut, judgeTable, judgeVisual, judgeWritesWithSas } from './recipe-judges';
import { judgeFailures } from './work';

const base = ['dssUrl', 'userName', 'projectKey'] as const;
const connectionNeed = (endpoint: Endpoint) => (endpoint === 'cluster' ? ('clusterConnection' as const) : ('warehouseConnection' as const));

interface Work {
  trials: Trial[];
}

interface Exercised {
  id: string;
  title: string;
  exercise: Exclude<Exercise, 'table'>;
  needs?: readonly KnownName[];
  /** Where the job is remembered with which it was done: DSS removes jobs, and what was seen was seen. */
  seen: KnownName;
  failure?: boolean;
  judge: (trials: Trial[], known: Known) => Verdict;
}

/** A check of the runs of one exercise's recipes. */
function exerciseCheck(endpoint: Endpoint, { id, title, exercise, needs = [], seen, failure = false, judge }: Exercised): Check {
  const wanted = failure ? 'failed' : 'done';
  async function ask(clouds: Clouds, known: Known): Promise<Work | Verdict> {
    const flow = await askFlow(clouds, known);
    if (isVerdict(flow)) return flow;
    const candidates = picked(
      recipesFor(exercise, flow, connectionName(endpoint, known)),
      ({ recipe }) => recipe.name,
      known[pickOf(endpoint, exercise)],
    );
    return { trials: await tryOut(flow, candidates, { failure, log: exercise === 'python' && !failure }) };
  }
  return defineCheck({
    id: `dss.${endpoint}-${id}`,
    title,
    needs: [...base, connectionNeed(endpoint), ...needs],
    ask,
    judge(answer, known: Known) {
      if (isVerdict(answer)) return answer;
      const verdict = judge(answer.trials, known);
      const isGone = verdict.status === 'missing' && !answer.trials.some((t) => t.jobs.some((j) => j.state === wanted)) && known[seen];
      return isGone ? pass(`Seen in the job ${known[seen]}.`, 'DSS has removed that job since.') : verdict;
    },
    learn: (answer): Record<string, string> => {
      if (isVerdict(answer)) return {};
      const job = answer.trials.flatMap((t) => t.jobs).find((j) => j.state === wanted);
      return job ? { [seen]: job.id } : {};
    },
  });
}

const tableCheck = (endpoint: Endpoint): Check =>
  defineCheck({
    id: `dss.${endpoint}-table-imported`,
    title: 'The sample table is imported, with its schema',
    needs: [...base, 'sampleTable', connectionNeed(endpoint)],
    ask: askFlow,
    judge(answer, known: Known) {
      if (isVerdict(answer)) return answer;
      const connection = connectionName(endpoint, known);
      const tables = picked(tablesOn(answer, connection), (d) => d.name, known[pickOf(endpoint, 'table')]);
      return judgeTable(tables, connection, known);
    },
  });

const visualCheck = (endpoint: Endpoint) =>
  exerciseCheck(endpoint, {
    id: 'visual-recipe',
    title: 'A visual recipe ran in the database',
    exercise: 'visual',
    seen: endpoint === 'cluster' ? 'clusterVisualJob' : 'warehouseVisualJob',
    judge: (trials, known) => judgeVisual(trials, connectionName(endpoint, known)),
  });

const pythonCheck = (endpoint: Endpoint, title: string) =>
  exerciseCheck(endpoint, {
    id: 'python-recipe',
    title,
    exercise: 'python',
    seen: endpoint === 'cluster' ? 'clusterPythonJob' : 'warehousePythonJob',
    judge: (trials, known) => judgePython(trials, connectionName(endpoint, known)),
  });

/** Step 3.1: all of it works. */
export const clusterRecipeChecks: readonly Check[] = [
  tableCheck('cluster'),
  visualCheck('cluster'),
  pythonCheck('cluster', 'A Python recipe wrote back by the fast path'),
  exerciseCheck('cluster', {
    id: 'sync-out',
    title: 'A sync went out to the storage account',
    exercise: 'syncOut',
    needs: ['adlsConnection'],
    seen: 'clusterSyncOutJob',
    judge: (trials, known) =>
      judgeSyncOut(trials, {
        connection: known.adlsConnection ?? '',
        engine: 'Databricks to Azure',
        whyHere: 'The lab’s storage is behind it.',
      }),
  }),
  exerciseCheck('cluster', {
    id: 'sync-back',
    title: 'A sync came back from it',
    exercise: 'syncBack',
    needs: ['adlsConnection'],
    seen: 'clusterSyncBackJob',
    judge: (trials, known) =>
      judgeSyncBack(trials, connectionName('cluster', known), {
        connection: known.adlsConnection ?? '',
        whyHere: 'The lab’s storage is behind it.',
      }),
  }),
];

const whySas = 'On a SQL warehouse an access key does not help, because there are no stored credentials; a SAS token does.';
const whyItFails = `A ${endpointNames.warehouse} reaches files only with stored credentials, and those need rights that are not given here.`;

/** Step 3.2: what fails, and the way round it. */
export const warehouseRecipeChecks: readonly Check[] = [
  tableCheck('warehouse'),
  visualCheck('warehouse'),
  exerciseCheck('warehouse', {
    id: 'python-fails',
    title: 'The Python recipe failed for want of stored credentials',
    exercise: 'python',
    needs: ['credentialsFailure'],
    seen: 'warehousePythonFailure',
    failure: true,
    judge: (trials, { credentialsFailure = '', ...known }) =>
      judgeFailures(
        trials,
        missing(`There is no Python recipe on ${connectionName('warehouse', known)} yet.`, 'Make one, run it, and see it fail.'),
        whyItFails,
        (message) => isCredentialsFailure(message, credentialsFailure),
      ),
  }),
  exerciseCheck('warehouse', {
    id: 'sync-out-fails',
    title: 'So did the sync with the engine Databricks to Azure',
    exercise: 'syncOut',
    needs: ['credentialsFailure'],
    seen: 'warehouseSyncFailure',
    failure: true,
    judge: (trials, { credentialsFailure = '' }) =>
      judgeFailures(
        trials,
        missing('There is no sync to the storage account yet.', 'Make one with the engine Databricks to Azure, run it, and see it fail.'),
        `${whyItFails} A SAS token is no way round for this direction.`,
        (message) => isCredentialsFailure(message, credentialsFailure),
      ),
  }),
  defineCheck({
    id: 'dss.warehouse-connection-writes-with-sas',
    title: 'The connection now writes through the SAS token',
    needs: [...base, 'warehouseConnection', 'adlsSasConnection'],
    ask: (clouds, known) => askConnection('warehouse', clouds, known),
    judge: (answer, known) => (isVerdict(answer) ? answer : judgeWritesWithSas(answer, known)),
  }),
  pythonCheck('warehouse', 'The Python recipe then wrote back by the fast path'),
  exerciseCheck('warehouse', {
    id: 'sync-out',
    title: 'A sync went out with the DSS engine',
    exercise: 'syncOut',
    needs: ['adlsSasConnection'],
    seen: 'warehouseSyncOutJob',
    judge: (trials, known) => judgeSyncOut(trials, { connection: known.adlsSasConnection ?? '', engine: 'DSS', whyHere: whySas }),
  }),
  exerciseCheck('warehouse', {
    id: 'sync-back',
    title: 'A sync came back with Azure to Databricks',
    exercise: 'syncBack',
    needs: ['adlsSasConnection'],
    seen: 'warehouseSyncBackJob',
    judge: (trials, known) =>
      judgeSyncBack(trials, connectionName('warehouse', known), { connection: known.adlsSasConnection ?? '', whyHere: whySas }),
  }),
];
