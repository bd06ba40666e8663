import type { Practice } from '../practice.ts';
import { containerOf, tidyPath } from '../storage/files.ts';
import type { DssFolder, DssProject, DssSavedModel } from '../world/dss.ts';
import type { Files } from '../world/storage.ts';
import { type Caller, connectionFor, DssError } from './access.ts';
import { requirement } from './code-envs.ts';

type Env = Practice['Bindings'];

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
export const newId = (): string => Array.from({ length: 8 }, () => letters.charAt(Math.floor(Math.random() * letters.length))).join('');

export function addFolder(
  env: Env,
  project: DssProject,
  caller: Caller,
  name: string,
  params: DssFolder['params'],
  type?: string | null,
): DssFolder {
  const connection = connectionFor(env.store.world.dss, params.connection, caller);
  const made = {
    id: newId(),
    name,
    type: type ?? connection.type,
    params,
    createdBy: caller.login ?? 'admin',
    createdAt: env.store.clock.now(),
  };
  project.folders.push(made);
  env.store.save();
  return made;
}

/** The container behind a folder, and where in it the folder begins. */
export function inside(env: Env, caller: Caller, p: DssProject, f: DssFolder): { files: Files; root: string } {
  const { params } = connectionFor(env.store.world.dss, f.params.connection, caller);
  const files = containerOf(env.store, String(params['storageAccount']), String(params['container']));
  if (!files) throw new DssError(500, `Container ${params['container']} does not exist`);
  const root = f.params.path.replace(/\$\{projectKey\}/g, p.projectKey).replace(/\$\{odbId\}/g, f.id);
  return { files, root: tidyPath(root) };
}

export function addModel(env: Env, p: DssProject, name: string, savedModelType: string, predictionType: string | null): DssSavedModel {
  const made: DssSavedModel = { id: newId(), name, savedModelType, predictionType, versions: [] };
  p.savedModels.push(made);
  env.store.save();
  return made;
}

export interface Import {
  id: string;
  folder: DssFolder;
  path: string;
  codeEnvName: string;
  isActive: boolean;
}

/** The rules of an import: there is a model at the path, and the environment exists, is built, and has an MLflow that DSS supports. */
export function importVersion(
  env: Env,
  caller: Caller,
  p: DssProject,
  m: DssSavedModel,
  { id, folder, path, codeEnvName, isActive }: Import,
): void {
  if (m.savedModelType !== 'MLFLOW_PYFUNC') throw new DssError(500, `Saved model ${m.name} is not an MLflow model`);
  const { files, root } = inside(env, caller, p, folder);
  if (!files[tidyPath(`${root}/${path}/MLmodel`)]) throw new DssError(500, `No MLmodel file found in ${path} of the managed folder`);
  const codeEnv = env.store.world.dss.codeEnvs.find((e) => e.envName === codeEnvName);
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
