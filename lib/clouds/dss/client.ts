import { z } from 'zod';
import { credentialOf } from '../access';
import type { Refusal } from '../answer';
import type { Answer, Evidence, Found, Question, Run } from '../http';
import { UpstreamError } from '../trouble';
import { service } from './service';

const User = z.object({ login: z.string(), displayName: z.string().nullish(), email: z.string().nullish() });
export type User = z.infer<typeof User>;

const Connection = z.object({
  type: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  credentialsMode: z.string().nullish(),
  creationTag: z.object({ lastModifiedBy: z.object({ login: z.string().nullish() }).nullish() }).nullish(),
});
/** A connection's definition, without its name. What is in `params` differs between versions: see labs/kit/dss/assumed.ts. */
export type Connection = z.infer<typeof Connection>;

const Project = z.object({ projectKey: z.string(), name: z.string().default(''), ownerLogin: z.string().nullish() });
export type Project = z.infer<typeof Project>;

const Dataset = z.object({
  name: z.string(),
  type: z.string(),
  managed: z.boolean().nullish(),
  params: z
    .object({
      connection: z.string().nullish(),
      mode: z.string().nullish(),
      catalog: z.string().nullish(),
      schema: z.string().nullish(),
      table: z.string().nullish(),
    })
    .default({}),
  formatType: z.string().nullish(),
  schema: z.object({ columns: z.array(z.object({ name: z.string() })).default([]) }).nullish(),
});
export type Dataset = z.infer<typeof Dataset>;

const Roles = z.record(z.string(), z.object({ items: z.array(z.object({ ref: z.string() })).default([]) })).default({});
const refs = (roles: z.infer<typeof Roles>) => Object.values(roles).flatMap((role) => role.items.map((item) => item.ref));
const Recipe = z
  .object({ name: z.string(), type: z.string(), inputs: Roles, outputs: Roles })
  .transform(({ name, type, inputs, outputs }) => ({ name, type, inputs: refs(inputs), outputs: refs(outputs) }));
/** A recipe, and the names of the datasets that it reads and writes. */
export type Recipe = z.infer<typeof Recipe>;

const JobItem = z
  .object({
    def: z.object({
      id: z.string(),
      initiator: z.string().nullish(),
      recipe: z.string().nullish(),
      outputs: z.array(z.object({ targetDataset: z.string().nullish() })).default([]),
    }),
    state: z.string(),
    startTime: z.number().nullish(),
  })
  .transform(({ def, state, startTime }) => ({
    id: def.id,
    recipe: def.recipe ?? null,
    outputs: def.outputs.flatMap((o) => (o.targetDataset ? [o.targetDataset] : [])),
    state,
    startTime: startTime ?? null,
  }));
/** A job in the list, newest first. `startTime` is in milliseconds. */
export type JobItem = z.infer<typeof JobItem>;

const Activity = z.object({
  activityId: z.string(),
  recipeName: z.string().nullish(),
  firstFailure: z.object({ message: z.string().nullish() }).nullish(),
  message: z.string().nullish(),
});
const Job = z.object({
  // documented as `status`, sent as `state` (facts, section 7)
  baseStatus: z.object({
    state: z.string().nullish(),
    status: z.string().nullish(),
    activities: z.record(z.string(), Activity).default({}),
  }),
  runtimeSummary: z
    .object({ activities: z.array(z.object({ activityId: z.string(), engineType: z.string().nullish() })).default([]) })
    .nullish(),
});
export type Job = z.infer<typeof Job>;

const Engine = z.object({ type: z.string().nullish(), label: z.string().nullish() });
const RecipeStatus = z.object({ selectedEngine: Engine.nullish() });

const Folder = z.object({
  id: z.string(),
  name: z.string().default(''),
  params: z.object({ connection: z.string().nullish(), path: z.string().nullish() }).default({}),
});
/** A managed folder; its path may hold variables. */
export type Folder = z.infer<typeof Folder>;

const CodeEnv = z
  .object({
    envName: z.string(),
    specPackageList: z.string().nullish(),
    actualPackageList: z.string().nullish(),
    desc: z.object({ pythonInterpreter: z.string().nullish() }).nullish(),
  })
  .transform((e) => ({
    name: e.envName,
    requested: e.specPackageList ?? '',
    actual: e.actualPackageList ?? '',
    interpreter: e.desc?.pythonInterpreter ?? '',
  }));
/** A code environment: `requested` and `actual` are requirements, a line each; `actual` is empty before it was built. */
export type CodeEnv = z.infer<typeof CodeEnv>;

const SavedModel = z
  .object({ id: z.string(), name: z.string(), savedModelType: z.string().nullish() })
  .transform(({ id, name, savedModelType }) => ({ id, name, kind: savedModelType ?? null }));
export type SavedModel = z.infer<typeof SavedModel>;

const ModelVersion = z.object({ id: z.string(), active: z.boolean().default(false) });
export type ModelVersion = z.infer<typeof ModelVersion>;

/** How a query through a connection went: what DSS says when it refuses is an answer, not trouble. */
export type Queried = { ok: true } | { ok: false; said: string };

/** `{projectKey}.{name}` for an object of another project, else the bare name. */
export const refIn = (ref: string): string => ref.split('.').at(-1) ?? ref;

const isNotFound = ({ status, said = '' }: Refusal) => status === 404 || (status === 500 && /not found|does not exist/i.test(said));

/** Somebody else's project is refused rather than absent: DSS does not tell the two apart. */
const isHidden = (r: Refusal) => r.status === 403 || isNotFound(r);

/**
 * Dataiku DSS's public API, asked as `login`: with an administrator's key on their behalf, with a personal key as the key's own
 * user. Routes from the official Python client (facts/dss.md).
 */
export function dssOf(run: Run, record: Evidence[], login: string | undefined) {
  const key = () => credentialOf(service, run.access);
  async function ask<T>(
    path: string,
    schema: z.ZodType<T>,
    more: Partial<Question<T>> & { asKey?: boolean } = {},
  ): Promise<Answer<T> | null> {
    const { asKey = false, ...question } = more;
    const url = `${(await key()).origin}/public/api${path}`;
    return run.ask({ service, onBehalfOf: asKey ? undefined : login, url, schema, ...question }, record);
  }
  const list = async <T>(path: string, row: z.ZodType<T>): Promise<T[]> => (await ask(path, z.array(row)))?.body ?? [];
  const at = (key: string, ...rest: string[]) => `/projects/${[key, ...rest].map(encodeURIComponent).join('/')}`;

  return {
    /** All users, with an administrator's key; null with a personal one, which only knows its own. */
    async users(): Promise<User[] | null> {
      if ((await key()).whose === 'attendee') return null;
      return (await ask('/admin/users/', z.array(User), { asKey: true }))?.body ?? [];
    },
    /** The login that a personal key is of. */
    async keyOwner(): Promise<string> {
      return (await ask('/auth/info?withSecrets=false', z.object({ authIdentifier: z.string() })))?.body.authIdentifier ?? '';
    },
    /** Names of the connections that the attendee may use. */
    connectionNames: (type: 'Databricks' | 'Azure') => list(`/connections/get-names?type=${type}`, z.string()),
    /** A connection's definition; null when there is none of that name. A personal key is mostly not shown it. */
    async connection(name: string): Promise<Connection | null> {
      const segment = encodeURIComponent(name);
      if ((await key()).whose === 'workshop')
        return (await ask(`/admin/connections/${segment}`, Connection, { asKey: true, isAbsent: isNotFound }))?.body ?? null;
      try {
        return (await ask(`/connections/${segment}/info`, Connection, { isAbsent: isNotFound }))?.body ?? null;
      } catch (error) {
        const isForbidden = error instanceof UpstreamError && /Security/.test(error.detail.code ?? '');
        throw isForbidden ? new UpstreamError({ ...error.detail, trouble: 'no-key', words: service.words?.['no-key'] }) : error;
      }
    },
    /** Every connection's definition by its name; with an administrator's key only. */
    async connections(): Promise<Record<string, Connection>> {
      return (await ask('/admin/connections/', z.record(z.string(), Connection), { asKey: true }))?.body ?? {};
    },
    /** Runs `SELECT 1` through a connection as the attendee. @param isRefusal which errors are about the connection itself */
    async selectOne(connection: string, isRefusal: (refusal: Refusal) => boolean): Promise<Queried> {
      const Started = z.object({ queryId: z.string() }).transform(({ queryId }) => ({ queryId, said: null as string | null }));
      const refused = (r: Refusal) => (isRefusal(r) ? { queryId: '', said: r.said ?? r.code ?? `status ${r.status}` } : undefined);
      const started = (await ask('/sql/queries/', Started, { post: { query: 'SELECT 1', connection, type: 'sql' }, refused }))?.body;
      if (!started || started.said !== null) return { ok: false, said: started?.said ?? '' };
      const id = encodeURIComponent(started.queryId);
      await ask(`/sql/queries/${id}/stream?format=tsv-excel-noheader`, z.string(), { reads: 'text' });
      // the stream cannot tell of a late failure, this can (facts, section 4)
      const ended = (
        await ask(`/sql/queries/${id}/finish-streaming`, z.string(), {
          reads: 'text',
          refused: (r) => (isRefusal(r) ? (r.said ?? 'failed') : undefined),
        })
      )?.body;
      return ended ? { ok: false, said: ended } : { ok: true };
    },
    projects: () => list('/projects/', Project),
    /** Null also for a project that is somebody else's: DSS does not tell the two apart. */
    async datasets(project: string): Promise<Dataset[] | null> {
      return (await ask(`${at(project, 'datasets')}/`, z.array(Dataset), { isAbsent: isHidden }))?.body ?? null;
    },
    recipes: (project: string) => list(`${at(project, 'recipes')}/`, Recipe),
    /** The engine that DSS would run a recipe with; null when it does not say. */
    async selectedEngine(project: string, recipe: string): Promise<z.infer<typeof Engine> | null> {
      const answer = await ask(at(project, 'recipes', recipe, 'status'), RecipeStatus, { isAbsent: isNotFound });
      return answer?.body.selectedEngine ?? null;
    },
    jobs: (project: string) => list(`${at(project, 'jobs')}/?limit=200`, JobItem),
    /** Null when DSS has meanwhile removed it. */
    async job(project: string, id: string): Promise<Answer<Job> | null> {
      return ask(`${at(project, 'jobs', id)}/`, Job, { isAbsent: isNotFound });
    },
    /** Null also for a project that is not the attendee's to see. */
    async folders(project: string): Promise<Folder[] | null> {
      return (await ask(`${at(project, 'managedfolders')}/`, z.array(Folder), { isAbsent: isHidden }))?.body ?? null;
    },
    /** The files of a managed folder, each with a slash in front. */
    async folderFiles(project: string, id: string): Promise<string[]> {
      const Contents = z.object({ items: z.array(z.object({ path: z.string() })).default([]) });
      return (await ask(`${at(project, 'managedfolders', id, 'contents')}/`, Contents))?.body.items.map((i) => i.path) ?? [];
    },
    /** A small text file of a managed folder; null when it is not there. */
    async folderText(project: string, id: string, path: string): Promise<string | null> {
      const url = `${at(project, 'managedfolders', id, 'contents')}/${path.split('/').map(encodeURIComponent).join('/')}`;
      return (await ask(url, z.string().max(100_000), { reads: 'text', isAbsent: isNotFound }))?.body ?? null;
    },
    /** One of the attendee's own code environments; null when there is none of that name. */
    async codeEnv(name: string): Promise<CodeEnv | null> {
      return (await ask(`/admin/code-envs/PYTHON/${encodeURIComponent(name)}`, CodeEnv, { isAbsent: isHidden }))?.body ?? null;
    },
    /** Whether a code environment is there, for clean-up: to be refused is trouble here, as it proves nothing gone. */
    async hasCodeEnv(name: string): Promise<boolean> {
      return (await ask(`/admin/code-envs/PYTHON/${encodeURIComponent(name)}`, CodeEnv, { isAbsent: isNotFound })) !== null;
    },
    async savedModels(project: string): Promise<SavedModel[] | null> {
      return (await ask(`${at(project, 'savedmodels')}/`, z.array(SavedModel), { isAbsent: isHidden }))?.body ?? null;
    },
    modelVersions: (project: string, id: string) => list(at(project, 'savedmodels', id, 'versions'), ModelVersion),
    /** The code environment that a version was imported with, empty where DSS does not say; null for a version that was not imported. */
    async importedWith(project: string, id: string, version: string): Promise<string | null> {
      const path = at(project, 'savedmodels', id, 'versions', version, 'external-ml', 'metadata');
      const answer = await ask(path, z.object({ codeEnvName: z.string().nullish() }), { isAbsent: isNotFound });
      return answer ? (answer.body.codeEnvName ?? '') : null;
    },
    /** Searches the log of one activity of a job, without ever holding the whole of it. */
    async searchLog(project: string, job: string, activity: string, pattern: RegExp, mostBytes: number): Promise<Found> {
      const url = `${(await key()).origin}/public/api${at(project, 'jobs', job, 'log')}?activity=${encodeURIComponent(activity)}`;
      return run.search({ service, onBehalfOf: login, url, reads: 'text' }, pattern, mostBytes, record);
    },
  };
}
export type Dss = ReturnType<typeof dssOf>;
