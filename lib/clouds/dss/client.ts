import { z } from 'zod';
import { credentialOf } from '../access';
import { errorOf, type Refusal } from '../answer';
import type { Found } from '../body';
import type { Answer, Evidence, Question, Run } from '../http';
import { type TroubleWords, UpstreamError } from '../trouble';
import type { Login } from './account';
import { isOfLicence, service, unauthorized } from './service';

const User = z.object({
  login: z.string().min(1),
  displayName: z.string().nullish(),
  email: z.string().nullish(),
  groups: z.array(z.string()).nullish(),
});
export type User = z.infer<typeof User>;

const right = z.boolean().nullish();
const Group = z.object({
  name: z.string(),
  admin: right,
  mayCreateCodeEnvs: right,
  mayManageCodeEnvs: right,
  mayWriteSafeCode: right,
  mayWriteUnsafeCode: right,
  mayCreateActiveWebContent: right,
});
/**
 * A group; members of one with `admin` are administrators (`list_groups` of the official client, facts/dss.md). Its other rights are
 * named as `dsscli group-create` and scripts for the official client name them.
 */
export type Group = z.infer<typeof Group>;

const Connection = z.object({
  type: z.string().min(1),
  params: z.record(z.string(), z.unknown()),
  credentialsMode: z.string(),
  creationTag: z.object({ lastModifiedBy: z.object({ login: z.string().nullish() }).nullish() }).nullish(),
});
/** A connection's definition, without its name. What is in `params` differs between versions: see labs/kit/dss/assumed.ts. */
export type Connection = z.infer<typeof Connection>;

const Project = z.object({ projectKey: z.string().min(1), name: z.string().default(''), ownerLogin: z.string().nullish() });
export type Project = z.infer<typeof Project>;

const Dataset = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
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
  .object({ name: z.string().min(1), type: z.string().min(1), inputs: Roles, outputs: Roles })
  .transform(({ name, type, inputs, outputs }) => ({ name, type, inputs: refs(inputs), outputs: refs(outputs) }));
/** A recipe, and the names of the datasets that it reads and writes. */
export type Recipe = z.infer<typeof Recipe>;

const JobItem = z
  .object({
    def: z.object({
      id: z.string().min(1),
      initiator: z.string().nullish(),
      recipe: z.string().nullish(),
      outputs: z.array(z.object({ targetDataset: z.string().nullish() })).default([]),
    }),
    state: z.string().min(1),
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
  baseStatus: z
    .object({
      state: z.string().nullish(),
      status: z.string().nullish(),
      activities: z.record(z.string(), Activity).default({}),
    })
    .refine(({ state, status }) => state || status, 'says no state'),
  runtimeSummary: z
    .object({ activities: z.array(z.object({ activityId: z.string(), engineType: z.string().nullish() })).default([]) })
    .nullish(),
});
export type Job = z.infer<typeof Job>;

const Engine = z.object({ type: z.string().nullish(), label: z.string().nullish() });
export interface Engines {
  selected: z.infer<typeof Engine> | null;
  all: z.infer<typeof Engine>[];
}
// a recipe that runs on no engine, such as Python, has none selected; its status then says other things
const RecipeStatus = z
  .object({ selectedEngine: Engine.nullish(), engines: z.array(Engine).nullish(), allMessagesForFrontend: z.unknown() })
  .refine((status) => status.selectedEngine?.type || status.engines || status.allMessagesForFrontend, 'is no recipe’s status');

const Folder = z.object({
  id: z.string().min(1),
  name: z.string().default(''),
  params: z.object({ connection: z.string().nullish(), path: z.string().nullish() }),
});
/** A managed folder; its path may hold variables. */
export type Folder = z.infer<typeof Folder>;

const CodeEnv = z
  .object({
    envName: z.string().min(1),
    specPackageList: z.string(),
    actualPackageList: z.string().nullish(),
    owner: z.string().nullish(),
    desc: z.object({ pythonInterpreter: z.string().min(1), owner: z.string().nullish() }),
  })
  .transform((e): CodeEnv => {
    const owner = e.owner ?? e.desc.owner;
    const packages = { requested: e.specPackageList, actual: e.actualPackageList ?? '' };
    return { name: e.envName, ...packages, interpreter: e.desc.pythonInterpreter, ...(owner ? { owner } : {}) };
  });
/** A code environment: `requested` and `actual` are requirements, a line each; `actual` is empty before it was built. */
export interface CodeEnv {
  name: string;
  requested: string;
  actual: string;
  interpreter: string;
  /** The login of whoever made it; DSS may not say. */
  owner?: string;
}

const SavedModel = z
  .object({ id: z.string().min(1), name: z.string(), savedModelType: z.string().nullish() })
  .transform(({ id, name, savedModelType }) => ({ id, name, kind: savedModelType ?? null }));
export type SavedModel = z.infer<typeof SavedModel>;

const ModelVersion = z.object({ id: z.string().min(1), active: z.boolean() });
export type ModelVersion = z.infer<typeof ModelVersion>;

/** A connection as its users read it: without settings that they may not see. */
const Info = Connection.extend({ params: Connection.shape.params.nullish() });

/** DSS's own "you may not". */
export const isForbidden = (error: unknown): error is UpstreamError =>
  error instanceof UpstreamError && (error.detail.trouble === 'forbidden' || /Security/.test(error.detail.code ?? ''));

/** `/info` leaves `params` out for whoever may not see them (dataiku-api-client, savedmodel.py), or refuses. */
const noDetails: TroubleWords = {
  message: 'This API key can’t see the settings of the connection.',
  remedy:
    'If the connection is yours, set Details readable by to Every analyst in its security settings. Or ask your facilitator to add the workshop’s DSS admin key.',
};

const noAdministrator: TroubleWords = {
  message: 'The workshop’s DSS API key isn’t an administrator’s.',
  remedy: 'Enter your personal DSS API key in the panel, and show this to your facilitator.',
};

export const noCodeEnvs: TroubleWords = {
  message: 'DSS doesn’t let you see code environments.',
  remedy: 'Ask your facilitator for the right Create code envs (older versions: Manage own code envs) in one of your groups.',
};

/** The result of a query through a connection. DSS's own words when it refuses are an answer, not trouble. */
export type Queried = { ok: true } | { ok: false; said: string };

/** `{projectKey}.{name}` for an object of another project, else the bare name. */
export const refIn = (ref: string): string => ref.split('.').at(-1) ?? ref;

const isNotFound = ({ status, said = '' }: Refusal) => status === 404 || (status === 500 && /not found|does not exist/i.test(said));

/** Somebody else's thing is refused rather than absent: DSS doesn't distinguish the two. */
const isHidden = (r: Refusal) => !isOfLicence(r) && (r.status === 403 || r.code === unauthorized || isNotFound(r));

/** What `SELECT 1` answers, as a row of text. */
const One = z
  .string()
  .max(1000)
  .refine((text) => /^"?1(\.0)?"?$/.test(text.trim()), 'is not the row 1');
/** What ends a query that went well: nothing. */
const Nothing = z
  .string()
  .max(1000)
  .refine((text) => text.trim() === '', 'is neither empty nor an error')
  .transform(() => null);
/** A query's own failure is DSS's (500), or a right that is lacking (403). */
const isOfQuery = ({ status }: Refusal) => status === 500 || status === 403;

/**
 * Dataiku DSS's public API, asked as `login`: with an administrator's key on their behalf, with a personal key as the key's own
 * user. Routes from the official Python client (facts/dss.md).
 */
export function dssOf(run: Run, record: Evidence[], login: Login | undefined) {
  const key = () => credentialOf(service, run.access);
  async function ask<T>(
    path: string,
    schema: z.ZodType<T>,
    more: Omit<Partial<Question<T>>, 'schema'> & { asKey?: boolean } = {},
  ): Promise<Answer<T> | null> {
    const { asKey = false, ...question } = more;
    const url = `${(await key()).origin}/public/api${path}`;
    return run.ask({ service, onBehalfOf: asKey ? undefined : login, url, schema, ...question }, record);
  }
  /**
   * Something by its name; null when it is not there. As DSS refuses what is hidden, gone or broken in much the same words, a
   * refusal alone proves nothing: the thing is absent where DSS's own list agrees.
   */
  async function find<T>(
    path: string,
    schema: z.ZodType<T>,
    isListed: () => Promise<boolean>,
    more: Partial<Question<unknown>> & { asKey?: boolean } = {},
  ): Promise<Answer<T> | null> {
    const { asKey = false, reads } = more;
    const answer = await ask<{ body: T } | { hidden: number }>(
      path,
      schema.transform((body) => ({ body })),
      { asKey, ...(reads ? { reads } : {}), refused: (r) => (isHidden(r) ? { hidden: r.status } : undefined) },
    );
    if (answer && 'body' in answer.body) return { body: answer.body.body, at: answer.at };
    if (!(await isListed())) return null;
    const status = answer && 'hidden' in answer.body ? answer.body.hidden : undefined;
    throw errorOf(service, status === 403 || status === 401 ? 'forbidden' : 'unavailable', {
      status,
      said: 'DSS lists it, and does not show it.',
    });
  }
  /** A question with the workshop's own key, which has to be an administrator's. */
  const asAdministrator = <T>(question: Promise<T>): Promise<T> =>
    question.catch((error: unknown) => {
      throw isForbidden(error) ? new UpstreamError({ ...error.detail, words: noAdministrator }) : error;
    });
  const list = async <T>(path: string, row: z.ZodType<T>, more: { isFresh?: boolean; asKey?: boolean } = {}): Promise<T[]> =>
    (await ask(path, z.array(row), more))?.body ?? [];
  const at = (key: string, ...rest: string[]) => `/projects/${[key, ...rest].map(encodeURIComponent).join('/')}`;
  const projects = () => list('/projects/', Project);
  const jobs = (project: string, more: { isFresh?: boolean } = {}) => list(`${at(project, 'jobs')}/?limit=200`, JobItem, more);
  const hasProject = (key: string) => async () => (await projects()).some(({ projectKey }) => projectKey === key);
  const connectionNames = (type: 'Databricks' | 'Azure' | 'all') => list(`/connections/get-names?type=${type}`, z.string().min(1));
  /** Every connection's definition by its name; with an administrator's key only. */
  async function connections(): Promise<Record<string, Connection>> {
    return (await asAdministrator(ask('/admin/connections/', z.record(z.string(), Connection), { asKey: true })))?.body ?? {};
  }
  /** The files of a managed folder, each with a slash in front. */
  async function folderFiles(project: string, id: string): Promise<string[]> {
    const Contents = z.object({ items: z.array(z.object({ path: z.string() })) });
    return (await ask(`${at(project, 'managedfolders', id, 'contents')}/`, Contents))?.body.items.map((i) => i.path) ?? [];
  }

  return {
    /** All users, with an administrator's key; null with a personal one, which only knows its own. */
    async users(): Promise<User[] | null> {
      if ((await key()).whose === 'attendee') return null;
      // the key's owner is one of them
      return (await asAdministrator(ask('/admin/users/', z.array(User).min(1), { asKey: true })))?.body ?? [];
    },
    /** All groups; null likewise. */
    async groups(): Promise<Group[] | null> {
      if ((await key()).whose === 'attendee') return null;
      // administrators are in one of them
      return (await asAdministrator(ask('/admin/groups/', z.array(Group).min(1), { asKey: true })))?.body ?? [];
    },
    /** The login that a personal key is of: it can act as nobody else. */
    async keyOwner(): Promise<Login> {
      const Owner = z.object({ authIdentifier: z.string().min(1) });
      return ((await ask('/auth/info?withSecrets=false', Owner))?.body.authIdentifier ?? '') as Login; // the key has just proved it
    },
    /** Whether the attendee is there to give a key. */
    isClick: run.access.isClick ?? true,
    /** Names of the connections that the attendee may use. */
    connectionNames,
    /** A connection's definition; null when there is none of that name. A personal key is mostly not shown it. */
    async connection(name: string): Promise<Connection | null> {
      const segment = encodeURIComponent(name);
      if ((await key()).whose === 'workshop')
        return (
          (
            await asAdministrator(
              find(`/admin/connections/${segment}`, Connection, async () => Object.hasOwn(await connections(), name), { asKey: true }),
            )
          )?.body ?? null
        );
      const isListed = async () => (await connectionNames('all')).includes(name);
      const info = await find(`/connections/${segment}/info`, Info, isListed).catch((error: unknown) => {
        if (!isForbidden(error)) throw error;
        const { status, code } = error.detail;
        throw errorOf(service, 'no-key', { status, code, words: noDetails });
      });
      if (!info) return null;
      // without its settings it is not to be judged
      if (!info.body.params) throw errorOf(service, 'no-key', { words: noDetails });
      return { ...info.body, params: info.body.params };
    },
    connections,
    /** The trouble to report when two of DSS's answers can't both be its own. */
    contradiction: () => errorOf(service, 'unavailable', { said: 'Two of its answers contradict each other.' }),
    /** Runs `SELECT 1` through a connection as the attendee. @param isRefusal which errors are about the connection itself */
    async selectOne(connection: string, isRefusal: (refusal: Refusal) => boolean): Promise<Queried> {
      const Started = z.object({ queryId: z.string().min(1) }).transform(({ queryId }) => ({ queryId, said: null as string | null }));
      const refused = (r: Refusal) =>
        isOfQuery(r) && isRefusal(r) ? { queryId: '', said: r.said ?? r.code ?? `status ${r.status}` } : undefined;
      const started = (await ask('/sql/queries/', Started, { post: { query: 'SELECT 1', connection, type: 'sql' }, refused }))?.body;
      if (!started || started.said !== null) return { ok: false, said: started?.said ?? '' };
      const id = encodeURIComponent(started.queryId);
      await ask(`/sql/queries/${id}/stream?format=tsv-excel-noheader`, One, { reads: 'text' });
      // the stream cannot tell of a late failure, this can (facts, section 4)
      const ended = await ask<string | null>(`/sql/queries/${id}/finish-streaming`, Nothing, {
        reads: 'text',
        refused: (r) => (isOfQuery(r) && isRefusal(r) ? (r.said ?? 'failed') : undefined),
      });
      return ended?.body ? { ok: false, said: ended.body } : { ok: true };
    },
    projects,
    /** Null also for a project that is somebody else's: DSS does not tell the two apart. */
    async datasets(project: string): Promise<Dataset[] | null> {
      return (await find(`${at(project, 'datasets')}/`, z.array(Dataset), hasProject(project)))?.body ?? null;
    },
    recipes: (project: string) => list(`${at(project, 'recipes')}/`, Recipe),
    /** The engine that DSS would run a recipe with, null when it does not say; and all that it could choose from, by id and label. */
    async enginesOf(project: string, recipe: string): Promise<Engines> {
      const status = (await ask(at(project, 'recipes', recipe, 'status'), RecipeStatus))?.body;
      return { selected: status?.selectedEngine ?? null, all: status?.engines ?? [] };
    },
    jobs,
    /** Null when DSS has meanwhile removed it. */
    async job(project: string, id: string): Promise<Answer<Job> | null> {
      const isListed = async () => (await jobs(project, { isFresh: true })).some((job) => job.id === id);
      return find(`${at(project, 'jobs', id)}/`, Job, isListed);
    },
    /** Null also for a project that is not the attendee's to see. */
    async folders(project: string): Promise<Folder[] | null> {
      return (await find(`${at(project, 'managedfolders')}/`, z.array(Folder), hasProject(project)))?.body ?? null;
    },
    folderFiles,
    /** A small text file of a managed folder; null when it is not there. @param isSuch whether a text can be that file's */
    async folderText(project: string, id: string, path: string, isSuch: (text: string) => boolean): Promise<string | null> {
      const url = `${at(project, 'managedfolders', id, 'contents')}/${path.split('/').map(encodeURIComponent).join('/')}`;
      const Text = z.string().min(1).max(100_000).refine(isSuch, 'is not such a file');
      const isListed = async () => (await folderFiles(project, id)).includes(`/${path}`);
      return (await find(url, Text, isListed, { reads: 'text' }))?.body ?? null;
    },
    /** One of the attendee's own code environments; null when there is none of that name. */
    async codeEnv(name: string): Promise<CodeEnv | null> {
      const Listed = z.object({ envName: z.string() });
      const isListed = async () => (await list('/admin/code-envs/', Listed)).some(({ envName }) => envName === name);
      const found = await find(`/admin/code-envs/PYTHON/${encodeURIComponent(name)}`, CodeEnv, isListed).catch((error: unknown) => {
        throw isForbidden(error) ? new UpstreamError({ ...error.detail, words: noCodeEnvs }) : error;
      });
      return found?.body ?? null;
    },
    async savedModels(project: string): Promise<SavedModel[] | null> {
      return (await find(`${at(project, 'savedmodels')}/`, z.array(SavedModel), hasProject(project)))?.body ?? null;
    },
    modelVersions: (project: string, id: string) => list(at(project, 'savedmodels', id, 'versions'), ModelVersion),
    /** The code environment that a version was imported with, empty where DSS does not say; null for a version that was not imported. */
    async importedWith(project: string, id: string, version: string): Promise<string | null> {
      const path = at(project, 'savedmodels', id, 'versions', version, 'external-ml', 'metadata');
      const Metadata = z.object({ codeEnvName: z.string().nullish() }).loose();
      const answer = await ask(
        path,
        Metadata.refine((metadata) => Object.keys(metadata).length > 0, 'is empty'),
        { isAbsent: isNotFound },
      );
      return answer ? (answer.body.codeEnvName ?? '') : null;
    },
    /** Searches the log of one activity of a job, without ever holding all of it in memory. */
    async searchLog(project: string, job: string, activity: string, pattern: RegExp, mostBytes: number): Promise<Found> {
      const url = `${(await key()).origin}/public/api${at(project, 'jobs', job, 'log')}?activity=${encodeURIComponent(activity)}`;
      return run.search({ service, onBehalfOf: login, url, reads: 'text' }, pattern, mostBytes, record);
    },
  };
}
export type Dss = ReturnType<typeof dssOf>;
