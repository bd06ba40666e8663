import type { Context } from 'hono';
import { z } from 'zod';
import { type Practice, service } from '../practice.ts';
import type { DssCodeEnv } from '../world/dss.ts';
import { DssError } from './access.ts';
import { resolve } from './code-envs.ts';
import { callers } from './room.ts';

type C = Context<Practice>;

/** `/admin/code-envs/…`: despite its path for everybody who may make environments (facts, section 9); one's own, for those who are no administrators. */
export const codeEnvs = service();

const mine = (c: C) => {
  const { login, isAdmin } = callers.get(c);
  return c.env.store.world.dss.codeEnvs.filter((e) => isAdmin || e.owner === login);
};
function one(c: C): DssCodeEnv {
  const found = mine(c).find((e) => e.envName === c.req.param('name') && e.envLang.toLowerCase() === c.req.param('lang')?.toLowerCase());
  if (!found) throw new DssError(500, `Code env ${c.req.param('name')} does not exist`, 'com.dataiku.dip.exceptions.CodedException');
  return found;
}
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
codeEnvs.get('/admin/code-envs/:lang/:name', (c) => c.json(body(one(c))));
codeEnvs.post('/admin/code-envs/:lang/:name', async (c) => {
  const wanted = z
    .object({
      deploymentMode: z.string().default('DESIGN_MANAGED'),
      pythonInterpreter: z.string().default('PYTHON39'),
      installCorePackages: z.boolean().default(true),
      installJupyterSupport: z.boolean().default(true),
    })
    .parse(await c.req.json());
  const { codeEnvs: all } = c.env.store.world.dss;
  const envName = c.req.param('name');
  if (all.some((e) => e.envName === envName)) throw new DssError(500, `Code env ${envName} already exists`);
  all.push({
    envName,
    envLang: c.req.param('lang').toUpperCase(),
    owner: callers.get(c).login ?? 'admin',
    specPackageList: '',
    actualPackageList: '',
    log: '',
    ...wanted,
  });
  c.env.store.save();
  return c.json({ envName, messages: { error: false, messages: [] } });
});
codeEnvs.put('/admin/code-envs/:lang/:name', async (c) => {
  const env = one(c);
  const { specPackageList, desc } = z
    .object({ specPackageList: z.string(), desc: z.object({ pythonInterpreter: z.string().optional() }).default({}) })
    .parse(await c.req.json());
  Object.assign(env, { specPackageList }, desc.pythonInterpreter ? { pythonInterpreter: desc.pythonInterpreter } : {});
  c.env.store.save();
  return c.json(body(env));
});
codeEnvs.post('/admin/code-envs/:lang/:name/jupyter', (c) => {
  one(c).installJupyterSupport = c.req.query('active')?.toLowerCase() !== 'false';
  c.env.store.save();
  return c.json({ messages: { error: false, messages: [] } });
});
codeEnvs.post('/admin/code-envs/:lang/:name/packages', (c) => {
  const env = one(c);
  const { packages, log } = resolve(env);
  const failed = packages.length === 0 && env.specPackageList.trim() !== '';
  Object.assign(env, { actualPackageList: packages.join('\n'), log });
  c.env.store.save();
  return c.json({ messages: { error: failed, messages: failed ? [{ severity: 'ERROR', message: log.split('\n').at(-1) }] : [] } });
});
codeEnvs.get('/admin/code-envs/:lang/:name/logs', (c) => c.json(one(c).log ? [{ name: 'update.log' }] : []));
codeEnvs.get('/admin/code-envs/:lang/:name/logs/:log', (c) => c.text(one(c).log));
codeEnvs.delete('/admin/code-envs/:lang/:name', (c) => {
  const env = one(c);
  const { dss } = c.env.store.world;
  dss.codeEnvs = dss.codeEnvs.filter((e) => e !== env);
  c.env.store.save();
  return c.json({ messages: { error: false, messages: [] } });
});
