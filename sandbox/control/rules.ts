import { z } from 'zod';
import { service } from '../practice.ts';
import { presets, usualRules } from '../world/rules.ts';
import { poster } from './post.ts';

/** How long things take, and how strict the practice cloud is. */
export const rulesControl = service();
const post = poster(rulesControl);

const resource = z.enum(['arm', 'databricks', 'storage', 'graph']);
const Block = z.object({ upn: z.string().optional(), resource: resource.optional(), code: z.enum(['53000', '53001', '53003']).optional() });
const Rules = z.object({
  /** All that makes the practice cloud kind or strict at once; the others come on top. */
  preset: z.enum(['kind', 'strict', 'unprepared']).optional(),
  azureRolesInGroupOnly: z.boolean().optional(),
  mayCreateGroups: z.boolean().optional(),
  unregisteredProviders: z.array(z.string()).optional(),
  coreQuota: z.int().min(0).optional(),
  storageRoleSeconds: z.number().min(0).optional(),
  storageFirewall: z.boolean().optional(),
  ipAccessListBlocks: z.boolean().optional(),
  contextSeconds: z.number().min(0).optional(),
  coldPythonSeconds: z.number().min(0).optional(),
  numericErrorCodes: z.boolean().optional(),
  everybodyIsAdmin: z.boolean().optional(),
  newestRuntimeIsBeta: z.boolean().optional(),
  legacyDbfsOffInNewWorkspaces: z.boolean().optional(),
  realRequirements: z.boolean().optional(),
  dssAddsScope: z.boolean().optional(),
  infoWithoutParams: z.boolean().optional(),
  licenceHasUserIsolation: z.boolean().optional(),
  logSaysFastpath: z.boolean().optional(),
  accessKeyWorksOnClusters: z.boolean().optional(),
  defaultCatalogOfNewWorkspaces: z.enum(['hive_metastore', 'workspace']).optional(),
  missingGrants: z.array(z.enum(['USE CATALOG', 'CREATE EXTERNAL TABLE'])).optional(),
  missingDssRights: z.array(z.enum(['Create projects', 'Create code envs', 'Write isolated code', 'Create active Web content'])).optional(),
  attendeesManageCodeEnvs: z.boolean().optional(),
  mfaFor: z.array(resource).optional(),
  blocks: z.array(Block).optional(),
  usersMayConsent: z.boolean().optional(),
  missingServicePrincipals: z.array(resource).optional(),
  portalSecret: z.enum(['valid', 'wrong', 'expired']).optional(),
  workspaceSeconds: z.number().min(0).optional(),
  clusterSeconds: z.number().min(0).optional(),
  warehouseSeconds: z.number().min(0).optional(),
  jobSeconds: z.number().min(0).optional(),
  codeEnvSeconds: z.number().min(0).optional(),
  importSeconds: z.number().min(0).optional(),
  jobLogPadding: z.number().int().min(0).max(100_000_000).optional(),
  nextWorkspaceFails: z.object({ code: z.string(), message: z.string() }).nullish(),
  nextClusterFails: z
    .object({
      code: z.string(),
      type: z.enum(['SUCCESS', 'CLIENT_ERROR', 'CLOUD_FAILURE', 'SERVICE_FAULT']),
      parameters: z.record(z.string(), z.string()).optional(),
    })
    .nullish(),
});
post('/rules', Rules, (c, { preset, ...rules }) => {
  const given = Object.fromEntries(Object.entries(rules).filter(([, v]) => v !== undefined));
  c.env.store.world.rules = { ...usualRules, ...c.env.store.world.rules, ...(preset ? presets[preset] : {}), ...given };
});

/** One more block of Conditional Access, in addition to those that are there. The page's form sends its code as a number. */
const OneBlock = z.object({ ...Block.shape, code: z.preprocess((v) => (typeof v === 'number' ? String(v) : v), Block.shape.code) });
post('/blocks', OneBlock, (c, block) => void c.env.store.world.rules.blocks.push(block));
post('/blocks/clear', z.unknown(), (c) => {
  c.env.store.world.rules.blocks = [];
});
