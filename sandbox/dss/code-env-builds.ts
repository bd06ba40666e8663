import type { Env } from '../practice.ts';
import type { DssCodeEnv } from '../world/dss.ts';
import { resolve } from './code-envs.ts';

/** A code environment as it is now: what was being built shows once it is ready. */
export function asOfNow({ store }: Env, codeEnv: DssCodeEnv): DssCodeEnv {
  const { build } = codeEnv;
  if (build && store.clock.now() >= build.readyAt) {
    Object.assign(codeEnv, { actualPackageList: build.actualPackageList, log: build.log });
    delete codeEnv.build;
    store.save();
  }
  return codeEnv;
}

/** What DSS answers to a change of a code environment (official client, dss/admin.py: update_packages). */
export function said(...failures: string[]) {
  const error = failures.length > 0;
  const messages = failures.map((message) => ({ severity: 'ERROR', isFatal: true, code: 'ERR_CODEENV_UPDATE', title: 'Update', message }));
  return { messages: { anyMessage: error, success: !error, warning: false, error, fatal: error, messages } };
}

/** When an action that begins now is over: one after another. */
export const readyAfter = ({ store }: Env, { build }: Pick<DssCodeEnv, 'build'> = {}): number =>
  store.clock.after(store.world.rules.codeEnvSeconds) + Math.max(0, (build?.readyAt ?? 0) - store.clock.now());

/** Begins to install what is requested. What comes of it is decided now; when it shows depends on the clock. */
export function beginBuild(env: Env, codeEnv: DssCodeEnv): { readyAt: number; result: ReturnType<typeof said> } {
  const { packages, log } = resolve(codeEnv, env.store.world.rules.realRequirements);
  const failed = packages.length === 0 && codeEnv.specPackageList.trim() !== '';
  const readyAt = readyAfter(env, codeEnv);
  codeEnv.build = { readyAt, actualPackageList: packages.join('\n'), log };
  env.store.save();
  return { readyAt, result: said(...(failed ? [log.split('\n').at(-1) ?? ''] : [])) };
}
