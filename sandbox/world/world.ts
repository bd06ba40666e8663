import type { JWK } from 'jose';
import type { Workspace } from './azure.ts';
import { cast, dssClientId, dssHost, type Person, portalClientId } from './cast.ts';
import type { DatabricksWorkspace, TerminationReason } from './databricks.ts';
import { type Dss, newDss } from './dss.ts';
import type { App } from './entra.ts';
import type { Storage } from './storage.ts';

export interface Rules {
  workspaceSeconds: number;
  clusterSeconds: number;
  warehouseSeconds: number;
  /** How long a DSS job runs once its cluster or warehouse is up. */
  jobSeconds: number;
  /** Bytes of filler at the beginning of every new job's log. */
  jobLogPadding: number;
  /** The failure of the next deployment or cluster start; used once. */
  nextWorkspaceFails: { code: string; message: string } | null;
  nextClusterFails: TerminationReason | null;
}

export interface World {
  version: 1;
  skippedMs: number;
  signingKey: JWK | null;
  people: Person[];
  apps: App[];
  consents: { clientId: string; oid: string; resources: string[] }[];
  /** Refresh tokens issued to this object id before this moment are refused. */
  revokedBefore: Record<string, number>;
  resourceGroups: { name: string; location: string; tags?: Record<string, string> }[];
  workspaces: Workspace[];
  databricks: Record<string, DatabricksWorkspace>;
  dss: Dss;
  storage: Storage;
  rules: Rules;
}

export const usualRules: Rules = {
  workspaceSeconds: 180,
  clusterSeconds: 300,
  warehouseSeconds: 120,
  jobSeconds: 30,
  jobLogPadding: 0,
  nextWorkspaceFails: null,
  nextClusterFails: null,
};

/** The world before anybody has done anything. */
export function newWorld(portalRedirectUri: string): World {
  return {
    version: 1,
    skippedMs: 0,
    signingKey: null,
    people: structuredClone(cast),
    apps: [
      {
        clientId: portalClientId,
        name: 'Guidepost',
        redirectUris: [portalRedirectUri],
        adminConsented: false,
        allowsPublicFlows: true, // so that seeds and tests sign in by password
        secrets: [],
      },
      {
        clientId: dssClientId,
        name: 'dss-databricks-oauth',
        redirectUris: [`https://${dssHost}/dip/api/oauth2-callback`],
        adminConsented: true,
        secrets: [],
      },
    ],
    consents: [],
    revokedBefore: {},
    resourceGroups: [
      { name: 'databricks-demo', location: 'uksouth' },
      { name: 'databricks-playground', location: 'westeurope' },
    ],
    workspaces: [],
    databricks: {},
    dss: newDss(Date.now()),
    storage: { databricksdemodss: { 'databricks-demo': {} } },
    rules: structuredClone(usualRules),
  };
}
