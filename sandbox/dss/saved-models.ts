import type { Env } from '../practice.ts';
import { bytesOf, fileAt, tidyPath } from '../storage/files.ts';
import type { DssFolder, DssProject, DssSavedModel } from '../world/dss.ts';
import type { Caller } from './access.ts';
import { asOfNow } from './code-env-builds.ts';
import { requirement } from './code-envs.ts';
import { DssError } from './errors.ts';
import { filesOf } from './folders.ts';
import { newId } from './ids.ts';

export function addModel(env: Env, p: DssProject, name: string, predictionType: string | null): DssSavedModel {
  const made: DssSavedModel = { id: newId(), name, savedModelType: 'MLFLOW_PYFUNC', predictionType, versions: [] };
  p.savedModels.push(made);
  env.store.save();
  return made;
}

interface Import {
  id: string;
  folder: DssFolder;
  path: string;
  codeEnvName: string;
  isActive: boolean;
}

/** Imports a model version. There must be a model at the path, and a built code environment with an MLflow that DSS supports. */
export function importVersion(
  env: Env,
  caller: Caller,
  p: DssProject,
  m: DssSavedModel,
  { id, folder, path, codeEnvName, isActive }: Import,
): void {
  const { files, root } = filesOf(env, caller, p, folder);
  const file = fileAt(files, tidyPath(`${root}/${path}/MLmodel`));
  if (!file) throw new DssError(500, `No MLmodel file found in ${path} of the managed folder`);
  if (env.store.world.rules.realRequirements && /^mlflow_version: 3\./m.test(bytesOf(file).toString()))
    throw new DssError(500, 'Models of MLflow 3 are not supported');
  const named = env.store.world.dss.codeEnvs.find((e) => e.envName === codeEnvName);
  const codeEnv = named && asOfNow(env, named);
  if (!codeEnv) throw new DssError(500, `Code env ${codeEnvName} does not exist`, 'com.dataiku.dip.exceptions.CodedException');
  const mlflow = codeEnv.actualPackageList
    .split('\n')
    .map(requirement)
    .find((r) => r?.name === 'mlflow');
  const major = Number(/==(\d+)/.exec(mlflow?.specifiers[0] ?? '')?.[1] ?? 0);
  if (!mlflow) throw new DssError(500, `ModuleNotFoundError: No module named 'mlflow' in code env ${codeEnvName}`);
  if (major !== 2)
    throw new DssError(500, `MLflow ${mlflow.specifiers[0]?.slice(2)} is not supported; use a version from 2.0 on and below 3`);
  if (m.versions.some((v) => v.id === id)) throw new DssError(500, `Version ${id} already exists`);
  if (isActive) for (const v of m.versions) v.isActive = false;
  m.versions.push({ id, isActive, codeEnvName, folderId: folder.id, path, importedAt: env.store.clock.now() });
  env.store.save();
}
