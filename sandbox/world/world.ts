import type { JWK } from 'jose';
import type { Workspace } from './azure.ts';
import { cast, dssClientId, dssHost, type Person, portalClientId } from './cast.ts';
import type { DatabricksWorkspace } from './databricks.ts';
import { type Dss, newDss } from './dss.ts';
import type { App } from './entra.ts';
import { presets, type Rules, usualRules } from './rules.ts';
import type { Storage } from './storage.ts';

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

/** The world before anybody has done anything. */
export function newWorld(portalRedirectUri: string, strictness: keyof typeof presets = 'kind'): World {
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
    rules: structuredClone({ ...usualRules, ...presets[strictness] }),
  };
}
