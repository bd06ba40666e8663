import type { Env } from '../practice.ts';
import { containerOf, tidyPath } from '../storage/files.ts';
import type { DssFolder, DssProject } from '../world/dss.ts';
import type { Files } from '../world/storage.ts';
import { type Caller, connectionFor } from './access.ts';
import { DssError, found } from './errors.ts';
import { newId } from './ids.ts';

/** The type of a folder on a connection, which has to be the connection's. @throws DssError where the caller may not use that */
export function typeOn({ store }: Env, caller: Caller, connection: string, wanted?: string | null): string {
  const { type } = connectionFor(store.world.dss, connection, caller);
  if (type !== 'Azure') throw new DssError(500, `Connection ${connection} does not allow managed folders`);
  if (wanted && wanted !== type) throw new DssError(500, `A folder of type ${wanted.slice(0, 80)} cannot be on connection ${connection}`);
  return type;
}

export function addFolder(
  env: Env,
  project: DssProject,
  caller: Caller,
  name: string,
  params: DssFolder['params'],
  type?: string | null,
): DssFolder {
  const made = {
    id: newId(),
    name,
    type: typeOn(env, caller, params.connection, type),
    params,
    createdBy: caller.login ?? 'admin',
    createdAt: env.store.clock.now(),
  };
  project.folders.push(made);
  env.store.save();
  return made;
}

/** The files of the container behind a folder, and the path at which the folder begins. */
export function filesOf(env: Env, caller: Caller, p: DssProject, f: DssFolder): { files: Files; root: string } {
  const { params } = connectionFor(env.store.world.dss, f.params.connection, caller);
  const files = containerOf(env.store, String(params['storageAccount']), String(params['container']));
  if (!files) throw new DssError(500, `Container ${params['container']} does not exist`);
  const root = f.params.path.replace(/\$\{projectKey\}/g, p.projectKey).replace(/\$\{odbId\}/g, f.id);
  return { files, root: tidyPath(root) };
}

export const folderOf = (p: DssProject, id: string): DssFolder =>
  found(
    p.folders.find((f) => f.id === id),
    `managed folder ${p.projectKey}.${id}`,
  );
