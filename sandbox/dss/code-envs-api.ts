import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssCodeEnv } from '../world/dss.ts';
import { asOfNow, beginBuild, readyAfter, said } from './code-env-builds.ts';
import { requireCodeEnvName } from './code-envs.ts';
import { by, type C, type Variables } from './context.ts';
import { until } from './endpoint.ts';
import { DssError, json, refuseOthers, requireWhole, unpractised } from './errors.ts';
import { futureOf } from './futures.ts';
import { query } from './parameters.ts';
import { managesCodeEnvs, requireCodeEnvManager, requireRight } from './rights.ts';

/**
 * `/admin/code-envs/…`. Despite its path it is open to everybody with one of two rights: *Create code envs* or *Manage all code envs* to
 * read, create and update; the latter alone to delete (official client, dss/admin.py). With the former one sees one's own.
 */
export const codeEnvs = service<Variables>();

const env = '/admin/code-envs/:lang/:name';

codeEnvs.use('/admin/code-envs/*', async (c, next) => {
  if (!managesCodeEnvs(c.env, c.var.caller)) requireRight(c.env, c.var.caller, 'Create code envs');
  return next();
});

const mine = (c: C) => {
  const { login } = c.var.caller;
  const isManager = managesCodeEnvs(c.env, c.var.caller);
  return c.env.store.world.dss.codeEnvs.filter((e) => isManager || e.owner === login).map((e) => asOfNow(c.env, e));
};
/** Finds the environment that the path names, as `c.var.codeEnv`. */
const withEnv = createMiddleware<Practice<Variables & { codeEnv: DssCodeEnv }>>(async (c, next) => {
  const [lang, name] = [c.req.param('lang'), c.req.param('name')];
  const codeEnv = mine(c).find((e) => e.envName === name && e.envLang.toLowerCase() === lang?.toLowerCase());
  if (!codeEnv) throw new DssError(500, `Code env ${name} does not exist`, 'com.dataiku.dip.exceptions.CodedException');
  c.set('codeEnv', codeEnv);
  return next();
});

const body = (e: DssCodeEnv) => ({
  envName: e.envName,
  envLang: e.envLang,
  deploymentMode: e.deploymentMode,
  owner: e.owner,
  usableByAll: true,
  permissions: [],
  specPackageList: e.specPackageList,
  actualPackageList: e.actualPackageList,
  specCondaEnvironment: '',
  desc: {
    pythonInterpreter: e.pythonInterpreter,
    installCorePackages: e.installCorePackages,
    corePackagesSet: 'PANDAS23',
    installJupyterSupport: e.installJupyterSupport,
  },
});

codeEnvs.get('/admin/code-envs/', (c) =>
  c.json(
    mine(c).map(({ envName, envLang, deploymentMode, pythonInterpreter, owner }) => ({
      envName,
      envLang,
      deploymentMode,
      pythonInterpreter,
      owner,
    })),
  ),
);
codeEnvs.get(env, withEnv, (c) => c.json(body(c.var.codeEnv)));

/** Whoever waits is answered when it is done; else at once, with a future. */
const Waiting = z.object({ wait: z.stringbool().default(true) });
interface Begun {
  readyAt: number;
  result: object;
  abort?: () => void;
}
async function answer(c: C, wait: boolean, begun: Begun) {
  if (!wait) return c.json(futureOf(c.env.store, c.var.caller, begun));
  await until(c.env, begun.readyAt);
  return c.json(begun.result);
}

export const interpreters = ['PYTHON39', 'PYTHON310', 'PYTHON311', 'PYTHON312'];
const NewEnv = z.looseObject({
  deploymentMode: z.string(),
  pythonInterpreter: z.enum(interpreters).default('PYTHON39'),
  installCorePackages: z.boolean().default(true),
  installJupyterSupport: z.boolean().default(true),
});

codeEnvs.post(env, query(Waiting), json(NewEnv), (c) => {
  const { codeEnvs: all } = c.env.store.world.dss;
  const envName = c.req.param('name');
  if (c.req.param('lang').toUpperCase() !== 'PYTHON') throw unpractised('code environments of another language');
  const { deploymentMode, pythonInterpreter, installCorePackages, installJupyterSupport, ...others } = c.req.valid('json');
  if (deploymentMode !== 'DESIGN_MANAGED') throw unpractised(`code environments of the mode '${deploymentMode.slice(0, 80)}'`);
  refuseOthers('code environments', others);
  requireCodeEnvName(envName);
  if (all.some((e) => e.envName === envName)) throw new DssError(500, `Code env ${envName} already exists`);
  const nothing = { specPackageList: '', actualPackageList: '', log: '' };
  const readyAt = readyAfter(c.env);
  all.push({
    ...{ envName, envLang: 'PYTHON', owner: by(c), deploymentMode, pythonInterpreter, installCorePackages, installJupyterSupport },
    ...nothing,
    build: { readyAt, actualPackageList: '', log: '' },
  });
  c.env.store.save();
  return answer(c, c.req.valid('query').wait, { readyAt, result: { envName, ...said() } });
});

const Change = z.looseObject({
  specPackageList: z.string(),
  desc: z.looseObject({ installCorePackages: z.boolean(), installJupyterSupport: z.boolean() }),
});

/** Its Python is none of the fields that can be updated (official client, `set_definition`). */
codeEnvs.put(env, withEnv, json(Change), (c) => {
  const { codeEnv } = c.var;
  const shown = body(codeEnv);
  const sent = c.req.valid('json');
  requireWhole('code environment', sent, shown);
  requireWhole('description of the code environment', sent.desc, shown.desc);
  const { specPackageList, desc, actualPackageList: _, ...others } = sent; // what is installed is DSS's to say
  const { installCorePackages, installJupyterSupport, ...more } = desc;
  refuseOthers('code environments', others, shown);
  refuseOthers('code environments', more, shown.desc);
  Object.assign(codeEnv, { specPackageList, installCorePackages, installJupyterSupport });
  c.env.store.save();
  return c.json(body(codeEnv));
});
codeEnvs.post(`${env}/jupyter`, withEnv, query(Waiting.extend({ active: z.stringbool().default(true) })), (c) => {
  const { active, wait } = c.req.valid('query');
  c.var.codeEnv.installJupyterSupport = active;
  c.env.store.save();
  return answer(c, wait, { readyAt: readyAfter(c.env, c.var.codeEnv), result: said() });
});
const Update = Waiting.extend({ forceRebuildEnv: z.stringbool().default(false), versionToUpdate: z.string().optional() });

codeEnvs.post(`${env}/packages`, withEnv, query(Update), (c) => {
  const { codeEnv } = c.var;
  const { wait, versionToUpdate } = c.req.valid('query');
  if (versionToUpdate) throw unpractised('versions of code environments');
  const abort = () => {
    delete codeEnv.build;
    c.env.store.save();
  };
  return answer(c, wait, { ...beginBuild(c.env, codeEnv), abort });
});
/** What uses it, in every project. It may be deleted all the same: how DSS would refuse that is not public. */
codeEnvs.get(`${env}/usages`, withEnv, (c) => {
  const { envName } = c.var.codeEnv;
  const { projects } = c.env.store.world.dss;
  return c.json(
    projects.flatMap(({ projectKey, savedModels }) =>
      savedModels
        .filter(({ versions }) => versions.some((v) => v.codeEnvName === envName))
        .map(({ id: objectId }) => ({ envUsage: 'SAVED_MODEL', projectKey, objectId })),
    ),
  );
});
codeEnvs.get(`${env}/logs`, withEnv, (c) => c.json(c.var.codeEnv.log ? [{ name: 'update.log' }] : []));
codeEnvs.get(`${env}/logs/:log`, withEnv, (c) => {
  if (c.req.param('log') !== 'update.log' || !c.var.codeEnv.log) throw new DssError(404, `There is no log ${c.req.param('log')}`);
  return c.text(c.var.codeEnv.log);
});
codeEnvs.delete(env, withEnv, query(Waiting), (c) => {
  requireCodeEnvManager(c.env, c.var.caller);
  const { dss } = c.env.store.world;
  dss.codeEnvs = dss.codeEnvs.filter((e) => e !== c.var.codeEnv);
  c.env.store.save();
  return answer(c, c.req.valid('query').wait, { readyAt: readyAfter(c.env), result: said() });
});
