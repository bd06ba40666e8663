import { z } from 'zod';
import { service } from '../practice.ts';
import { managedAccount, managedContainer, tidyPath } from '../storage/files.ts';
import { sasUrl } from '../storage/sas.ts';
import { mlOf } from '../world/databricks.ts';
import type { C, Variables } from './context.ts';
import { dbfsPath, listDirectory } from './dbfs.ts';
import { invalid, json, missing, query } from './errors.ts';
import { find, Named } from './runs.ts';

/**
 * The artifacts of runs and of logged models: listing, and the signed URLs by which MLflow reads and writes them in the workspace's
 * own storage. Shapes: databricks_artifacts.proto of MLflow. Elsewhere, as under a mount, MLflow goes through DBFS instead.
 */
export const artifacts = service<Variables>();

/** Inside an artifact root, without a way out of it. */
const Path = z
  .string()
  .default('')
  .transform(tidyPath)
  .refine((path) => !path.split('/').includes('..'), 'Invalid path');

function listing(c: C, uri: string, path: string) {
  const root = dbfsPath(uri);
  return (listDirectory(c.env.store, c.var.databricks, `${root}/${path}`) ?? []).map((e) => ({
    path: e.path.slice(root.length + 1),
    is_dir: e.is_dir,
    ...(e.is_dir ? {} : { file_size: e.file_size }),
  }));
}

artifacts.get('/artifacts/list', query(Named.extend({ path: Path })), (c) => {
  const { path, ...named } = c.req.valid('query');
  const run = find(c.var, named);
  return run instanceof Response ? run : c.json({ root_uri: run.artifact_uri, files: listing(c, run.artifact_uri, path) });
});

const modelOf = (c: C, id: string) =>
  mlOf(c.var.databricks).models.find((m) => m.model_id === id) ?? missing(`Logged model ${id} not found.`);

artifacts.get('/logged-models/:id/artifacts/directories', query(z.object({ artifact_directory_path: Path })), (c) => {
  const model = modelOf(c, c.req.param('id'));
  if (model instanceof Response) return model;
  const { artifact_uri: root_uri } = model;
  return c.json({ root_uri, files: listing(c, root_uri, c.req.valid('query').artifact_directory_path) });
});

/** Signed URLs for paths inside an artifact root in the workspace's own storage; null for a root elsewhere. */
async function signed(c: C, uri: string, paths: string[], permission: 'r' | 'w') {
  const root = dbfsPath(uri);
  if (!root.startsWith('/databricks/mlflow-tracking/')) return null;
  const account = managedAccount(c.var.workspace.workspaceId);
  return Promise.all(
    paths.map(async (path) => {
      const place = { account, container: managedContainer, path: tidyPath(`${root}/${path}`), permission };
      return { path, signed_uri: await sasUrl(c.env.store, place), headers: [], type: 'AZURE_SAS_URI' as const };
    }),
  );
}
const elsewhere = (uri: string) => invalid(`Credentials are issued for artifacts in the workspace's own storage only, not for ${uri}.`);

const OfRun = Named.extend({ path: z.array(Path).default([]) });

for (const [name, permission] of [
  ['read', 'r'],
  ['write', 'w'],
] as const) {
  artifacts.post(`/artifacts/credentials-for-${name}`, json(OfRun), async (c) => {
    const { path, ...named } = c.req.valid('json');
    const run = find(c.var, named);
    if (run instanceof Response) return run;
    const all = await signed(c, run.artifact_uri, path, permission);
    return all ? c.json({ credential_infos: all.map((one) => ({ run_id: run.run_id, ...one })) }) : elsewhere(run.artifact_uri);
  });
}

for (const [name, permission] of [
  ['download', 'r'],
  ['upload', 'w'],
] as const) {
  artifacts.post(
    `/logged-models/:id/artifacts/credentials-for-${name}`,
    json(z.object({ paths: z.array(Path).default([]) })),
    async (c) => {
      const model = modelOf(c, c.req.param('id'));
      if (model instanceof Response) return model;
      const all = await signed(c, model.artifact_uri, c.req.valid('json').paths, permission);
      return all
        ? c.json({ credentials: all.map((credential_info) => ({ model_id: model.model_id, credential_info })) })
        : elsewhere(model.artifact_uri);
    },
  );
}
