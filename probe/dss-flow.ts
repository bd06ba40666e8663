import { engineOf, fastpath, fastpathLoosely, isFailureWith } from '@/labs/kit/dss/assumed';
import type { Dss, Job, JobItem, Recipe } from '@/lib/clouds/dss';
import { UpstreamError } from '@/lib/clouds/trouble';
import { type Asked, confirmed, different, lastStatus, need, orRefusal, type Question, troubleSeen, untold } from './question';
import { seen } from './words';

/** How much of an instance is searched for what a question needs. */
const mostProjects = 20;
const mostJobs = 8;
const mostLogBytes = 16 * 1024 * 1024;

interface Flow {
  dss: Dss;
  project: string;
  recipes: Recipe[];
  jobs: JobItem[];
}

/** Projects with their recipes and jobs: the named one, or else the first that the key can read. */
async function flows({ clouds, place }: Asked): Promise<Flow[]> {
  need(place.dssUrl, seen`PROBE_DSS_URL is not set`);
  const dss = clouds.dss();
  const keys = place.project ? [place.project] : (await dss.projects()).slice(0, mostProjects).map(({ projectKey }) => projectKey);
  const all: Flow[] = [];
  for (const project of keys) all.push({ dss, project, recipes: await dss.recipes(project), jobs: await dss.jobs(project) });
  return all;
}

interface Ran {
  flow: Flow;
  item: JobItem;
  recipe: Recipe;
  job: Job;
}
/** The newest run of each recipe of a kind that ended in a state. */
async function ran(asked: Asked, state: string, isKind: (recipe: Recipe) => boolean): Promise<Ran[]> {
  const all: Ran[] = [];
  for (const flow of await flows(asked))
    for (const recipe of flow.recipes.filter(isKind)) {
      const own = (j: JobItem) => (j.recipe ? j.recipe === recipe.name : j.outputs.some((o) => recipe.outputs.includes(o)));
      const item = flow.jobs.find((j) => j.state === state && own(j));
      const job = item && all.length < mostJobs ? (await flow.dss.job(flow.project, item.id))?.body : undefined;
      if (item && job) all.push({ flow, item, recipe, job });
    }
  return all;
}
const enginesOf = ({ job }: Ran) => (job.runtimeSummary?.activities ?? []).flatMap((a) => (a.engineType ? [a.engineType] : []));

export const flowQuestions: Question[] = [
  {
    id: 'dss.sync-engines',
    line: '9',
    assumes: 'The id of a sync’s engine means the same as its label',
    async ask(asked) {
      const engines: { type: string; label: string }[] = [];
      for (const { dss, project, recipes } of await flows(asked))
        for (const { name } of recipes.filter((r) => r.type === 'sync').slice(0, mostJobs)) {
          const { selected: engine } = await dss.enginesOf(project, name);
          if (engine?.type && engine.label) engines.push({ type: engine.type, label: engine.label });
        }
      const fast = engines.filter(({ label }) => engineOf(label) === 'Databricks to Azure' || engineOf(label) === 'Azure to Databricks');
      if (fast.length === 0)
        return untold(seen`there is no sync with one of the two fast engines; the engines are ${engines.map((e) => e.label)}`);
      const isSo = fast.every(({ type, label }) => engineOf(type) === engineOf(label));
      const settled = fast.flatMap(({ type, label }) => (/^[A-Za-z]\w{0,80}$/.test(type) ? [[type, engineOf(label)] as const] : []));
      return (isSo ? confirmed : different)(seen`${fast.map((e) => `${e.type}, ${e.label}`)}`, {
        engines: Object.fromEntries(settled.flatMap(([type, engine]) => (engine && engine !== 'other' ? [[type, engine]] : []))),
      });
    },
  },
  {
    id: 'dss.job-engine',
    line: '10',
    assumes: 'A job’s runtimeSummary says which engine it ran on (engineType)',
    async ask(asked) {
      const done = await ran(asked, 'DONE', ({ type }) => type !== 'python');
      if (done.length === 0) return untold(seen`no visual recipe has run`);
      const saying = done.filter((r) => enginesOf(r).length > 0);
      return (saying.length === done.length ? confirmed : different)(seen`${saying.length} of ${done.length} jobs`);
    },
  },
  {
    id: 'dss.sql-engine',
    line: '11',
    assumes: 'The engine of a job in the database is named SQL',
    async ask(asked) {
      const done = await ran(asked, 'DONE', ({ type }) => type !== 'python' && type !== 'sync');
      const engines = done.flatMap(enginesOf);
      if (engines.length === 0) return untold(seen`no visual recipe has run`);
      const sql = engines.find((e) => engineOf(e) === 'SQL');
      return sql === undefined ? different(seen`the engines are named ${engines}`) : confirmed(seen`it is ${sql}`);
    },
  },
  {
    id: 'dss.fastpath',
    line: '12',
    assumes: 'If a Python recipe wrote fast, its log contains the word fastpath',
    async ask(asked) {
      const done = await ran(asked, 'DONE', ({ type }) => type === 'python');
      for (const { flow, item, job } of done) {
        const [activity] = Object.values(job.baseStatus.activities);
        if (!activity) continue;
        const search = (pattern: RegExp) => flow.dss.searchLog(flow.project, item.id, activity.activityId, pattern, mostLogBytes);
        const line = (await search(fastpath)).text;
        if (line !== null) return confirmed(seen`it does`);
        const loosely = (await search(fastpathLoosely)).text;
        if (loosely !== null) return different(seen`it only has ${loosely}`);
      }
      return untold(seen`${done.length} Python recipes have run, none with such a line`);
    },
  },
  {
    id: 'dss.credentials-failure',
    line: '13',
    assumes: 'The failure on a SQL warehouse contains the words of the workshop’s setting',
    async ask(asked) {
      const failed = await ran(asked, 'FAILED', () => true);
      const said = failed.flatMap(({ job }) =>
        Object.values(job.baseStatus.activities).map((a) => a.firstFailure?.message ?? a.message ?? ''),
      );
      const found = said.some((message) => isFailureWith(message, asked.place.credentialsFailure));
      if (found) return confirmed(seen`it does`);
      const near = said.find((message) => /credential/i.test(message.slice(0, 20_000)));
      return near === undefined ? untold(seen`${failed.length} failed jobs, none about credentials`) : different(seen`${near}`);
    },
  },
  {
    id: 'dss.job-recipe',
    line: '17',
    assumes: 'Jobs name their recipe (def.recipe)',
    async ask(asked) {
      const jobs = (await flows(asked)).flatMap((flow) => flow.jobs);
      if (jobs.length === 0) return untold(seen`there are no jobs`);
      const naming = jobs.filter((job) => job.recipe !== null).length;
      return (naming > 0 ? confirmed : different)(seen`some do: ${naming > 0}, all do: ${naming === jobs.length}`);
    },
  },
  {
    id: 'dss.absent-project',
    line: '19',
    assumes: 'A project that doesn’t exist is refused like one that is hidden',
    async ask(asked) {
      need(asked.place.dssUrl, seen`PROBE_DSS_URL is not set`);
      const answer = await orRefusal(asked.clouds.dss().datasets('GUIDEPOST_PROBE_ABSENT'));
      if (answer instanceof UpstreamError) return different(troubleSeen(answer));
      const status = asked.evidence.find(({ path }) => path.includes('GUIDEPOST_PROBE_ABSENT'))?.status;
      return answer === null ? confirmed(seen`status ${status}`) : different(seen`it answered with ${answer.length} datasets`);
    },
  },
  {
    id: 'dss.code-envs',
    line: '24',
    assumes: 'A personal key may list code environments',
    async ask(asked) {
      const answer = await orRefusal(asked.ownClouds.dss().codeEnv('guidepost-probe-absent'));
      if (answer instanceof UpstreamError) return different(troubleSeen(answer));
      return confirmed(seen`status ${lastStatus(asked)}`);
    },
  },
  {
    id: 'dss.imported-model',
    line: '25',
    assumes: 'The metadata of an imported version names its code environment',
    async ask(asked) {
      for (const { dss, project } of await flows(asked))
        for (const { id } of ((await dss.savedModels(project)) ?? []).filter((model) => model.kind === 'MLFLOW_PYFUNC')) {
          const version = (await dss.modelVersions(project, id)).find(({ active }) => active);
          const env = version ? await dss.importedWith(project, id, version.id) : null;
          if (version) return (env ? confirmed : different)(env === null ? seen`there is no metadata` : seen`it names one: ${env !== ''}`);
        }
      return untold(seen`there is no imported model`);
    },
  },
];
