import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssCodeEnv } from '../world/dss.ts';
import { resolve } from './code-envs.ts';
import { by, type C, type Variables } from './context.ts';
import { DssError, json, query } from './errors.ts';
import { requireRight } from './rights.ts';

/**
 * `/admin/code-envs/…`. Despite its path it is open to everybody who may create environments (facts, section 9); those who are not
 * administrators see their own.
 */
export const codeEnvs = service<Variables>();

const env = '/admin/code-envs/:lang/:name';

codeEnvs.use('/admin/code-envs/*', async (c, next) => {
  requireRight(c.env, c.var.caller, 'Create code envs');
  return next();
});

const mine = (c: C) => {
  const { login, isAdmin } = c.var.caller;
  return c.env.store.world.dss.codeEnvs.filter((e) => isAdmin || e.owner === login);
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

const NewEnv = z.object({
  deploymentMode: z.string().default('DESIGN_MANAGED'),
  pythonInterpreter: z.string().default('PYTHON39'),
  installCorePackages: z.boolean().default(true),
  installJupyterSupport: z.boolean().default(true),
});
const done = { messages: { error: false, messages: [] } };

codeEnvs.post(env, json(NewEnv), (c) => {
  const { codeEnvs: all } = c.env.store.world.dss;
  const envName = c.req.param('name');
  if (all.some((e) => e.envName === envName)) throw new DssError(500, `Code env ${envName} already exists`);
  const packages = { specPackageList: '', actualPackageList: '', log: '' };
  all.push({ envName, envLang: c.req.param('lang').toUpperCase(), owner: by(c), ...packages, ...c.req.valid('json') });
  c.env.store.save();
  return c.json({ envName, ...done });
});

const Change = z.object({ specPackageList: z.string(), desc: z.object({ pythonInterpreter: z.string().optional() }).default({}) });

codeEnvs.put(env, withEnv, json(Change), (c) => {
  const { codeEnv } = c.var;
  const { specPackageList, desc } = c.req.valid('json');
  Object.assign(codeEnv, { specPackageList }, desc.pythonInterpreter ? { pythonInterpreter: desc.pythonInterpreter } : {});
  c.env.store.save();
  return c.json(body(codeEnv));
});
codeEnvs.post(`${env}/jupyter`, withEnv, query(z.object({ active: z.stringbool().default(true) })), (c) => {
  c.var.codeEnv.installJupyterSupport = c.req.valid('query').active;
  c.env.store.save();
  return c.json(done);
});
codeEnvs.post(`${env}/packages`, withEnv, (c) => {
  const { codeEnv } = c.var;
  const { packages, log } = resolve(codeEnv, c.env.store.world.rules.realRequirements);
  const failed = packages.length === 0 && codeEnv.specPackageList.trim() !== '';
  Object.assign(codeEnv, { actualPackageList: packages.join('\n'), log });
  c.env.store.save();
  return c.json({ messages: { error: failed, messages: failed ? [{ severity: 'ERROR', message: log.split('\n').at(-1) }] : [] } });
});
codeEnvs.get(`${env}/logs`, withEnv, (c) => c.json(c.var.codeEnv.log ? [{ name: 'update.log' }] : []));
codeEnvs.get(`${env}/logs/:log`, withEnv, (c) => c.text(c.var.codeEnv.log));
codeEnvs.delete(env, withEnv, (c) => {
  const { dss } = c.env.store.world;
  dss.codeEnvs = dss.codeEnvs.filter((e) => e !== c.var.codeEnv);
  c.env.store.save();
  return c.json(done);
});
