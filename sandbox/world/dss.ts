import { dssAdminKey } from './cast.ts';

/** The group of everybody who signs in. */
export const attendees = 'attendees';

export interface DssUser {
  login: string;
  displayName: string;
  email: string;
  groups: string[];
  /** By connection: the refresh token that "Connect" in the profile obtained from Entra. */
  credentials: Record<string, { refreshToken: string; connectedAt: number }>;
}

export interface DssKey {
  kind: 'admin' | 'personal' | 'project';
  key: string;
  label: string;
  /** The user whose rights a personal key has. */
  login?: string;
  /** The project that a project key grants access to. */
  projectKey?: string;
}

export interface DssConnection {
  name: string;
  type: 'Databricks' | 'Azure';
  params: Record<string, unknown>;
  credentialsMode: 'GLOBAL' | 'PER_USER';
  /** Personal connections, since DSS 13.5, are usable by their creator only. */
  usableBy: 'ALL' | 'CREATOR';
  createdBy: string;
  createdAt: number;
}

/** What a person writes about something: its tags, and custom fields. */
export type DssMetadata = Record<string, unknown>;

export interface DssColumn {
  name: string;
  type: string;
}

export interface DssDataset {
  name: string;
  type: 'Databricks' | 'Azure';
  managed: boolean;
  params: Record<string, unknown>;
  formatType?: string;
  columns: DssColumn[];
  metadata?: DssMetadata;
  createdBy: string;
  createdAt: number;
  lastBuild: { start: number; end: number; success: boolean } | null;
}

export interface DssRecipe {
  name: string;
  type: string;
  inputs: string[];
  outputs: string[];
  params: Record<string, unknown>;
  /** Settings as JSON for a visual recipe, source text for a code recipe. */
  payload: string;
  createdBy: string;
  createdAt: number;
}

/** A job as started. Its state is derived from its timestamps, see dss/jobs.ts. */
export interface DssJob {
  id: string;
  type: string;
  recipe: string;
  outputs: string[];
  initiator: string;
  createdAt: number;
  /** When the cluster or warehouse that it needs is up. */
  readyAt: number;
  endsAt: number;
  engine: string;
  failure: string | null;
  abortedAt: number | null;
  /** The lines of its log between the first and the last. */
  log: string[];
  /** Bytes of filler in the log, for tests with a huge one. */
  padding: number;
}

export interface DssProject {
  projectKey: string;
  name: string;
  owner: string;
  createdAt: number;
  /** Everybody can read it. */
  isShared: boolean;
  metadata?: DssMetadata;
  datasets: DssDataset[];
  recipes: DssRecipe[];
  jobs: DssJob[];
  folders: DssFolder[];
  savedModels: DssSavedModel[];
}

export interface DssFolder {
  id: string;
  name: string;
  type: string;
  params: { connection: string; path: string };
  createdBy: string;
  createdAt: number;
}

export interface DssSavedModel {
  id: string;
  name: string;
  /** No other kind is made here. */
  savedModelType: 'MLFLOW_PYFUNC';
  predictionType: string | null;
  versions: { id: string; isActive: boolean; codeEnvName: string; folderId: string; path: string; importedAt: number }[];
}

export interface DssCodeEnv {
  envName: string;
  envLang: string;
  deploymentMode: string;
  pythonInterpreter: string;
  installCorePackages: boolean;
  installJupyterSupport: boolean;
  owner: string;
  specPackageList: string;
  /** What the last build installed, one package per line; empty before the first build. */
  actualPackageList: string;
  log: string;
  /** What is under way, and shows once its time has come. See dss/code-env-builds.ts. */
  build?: { readyAt: number; actualPackageList: string; log: string };
}

/** One DSS instance. */
export interface Dss {
  users: DssUser[];
  keys: DssKey[];
  connections: DssConnection[];
  projects: DssProject[];
  codeEnvs: DssCodeEnv[];
}

const azureConnection = (name: string, authType: string, now: number): DssConnection => ({
  name,
  type: 'Azure',
  params: {
    storageAccount: 'databricksdemodss',
    authType,
    container: 'databricks-demo',
    defaultManagedContainer: 'databricks-demo',
    defaultManagedPath: '/dataiku',
  },
  credentialsMode: 'GLOBAL',
  usableBy: 'ALL',
  createdBy: 'admin',
  createdAt: now,
});

/** A new instance: an administrator and a service account, both without an email, and two ready-made connections to the storage account. */
export const newDss = (now: number): Dss => ({
  users: [
    { login: 'admin', displayName: 'Administrator', email: '', groups: ['administrators'], credentials: {} },
    { login: 'nightly', displayName: 'Nightly jobs', email: '', groups: ['services'], credentials: {} },
  ],
  keys: [{ kind: 'admin', key: dssAdminKey, label: 'workshop' }],
  connections: [azureConnection('common-adls', 'SHARED_KEY', now), azureConnection('common-adls-sas', 'SAS_TOKEN', now)],
  projects: [],
  codeEnvs: [],
});
