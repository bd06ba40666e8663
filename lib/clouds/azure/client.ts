import { z } from 'zod';
import type { Answer, Evidence, Question, Run } from '../http';
import { service } from './service';

const arm = 'https://management.azure.com';
/** Stable, and the first to say computeMode (azure-rest-api-specs, Microsoft.Databricks). */
const databricksVersion = '2026-01-01';

export interface NamedWorkspace {
  subscriptionId: string;
  resourceGroup: string;
  workspaceName: string;
}

/** A workspace's address in Resource Manager. */
export const workspaceAt = ({ subscriptionId, resourceGroup, workspaceName }: NamedWorkspace): string =>
  `${arm}/subscriptions/${encodeURIComponent(subscriptionId)}/resourceGroups/${encodeURIComponent(resourceGroup)}/providers/Microsoft.Databricks/workspaces/${encodeURIComponent(workspaceName)}?api-version=${databricksVersion}`;

const parameter = <T extends z.ZodType>(value: T) => z.object({ value: value.nullish() }).nullish();

export const Workspace = z.object({
  id: z.string().startsWith('/subscriptions/'),
  name: z.string().min(1),
  location: z.string().min(1),
  sku: z.object({ name: z.string() }).nullish(),
  properties: z.object({
    provisioningState: z.string().min(1),
    computeMode: z.string().nullish(),
    workspaceId: z.string().nullish(),
    workspaceUrl: z.string().nullish(),
    createdDateTime: z.string().nullish(),
    createdBy: z.object({ oid: z.string().nullish() }).nullish(),
    publicNetworkAccess: z.string().nullish(),
    // its contents are none of our business: all we read is that there is one
    encryption: z
      .unknown()
      .transform((key) => Boolean(key))
      .optional(),
    parameters: z
      .object({ customVirtualNetworkId: parameter(z.string()), requireInfrastructureEncryption: parameter(z.boolean()) })
      .nullish(),
  }),
});
/** An Azure Databricks workspace, as far as we read it. `workspaceUrl` has no scheme and is set once the state is Succeeded. */
export type DatabricksWorkspace = z.infer<typeof Workspace>;

const Workspaces = z.object({ value: z.array(Workspace), nextLink: z.string().nullish() });
const mostPages = 20;

/** Azure Resource Manager, asked as the attendee. */
export function azureOf(run: Run, record: Evidence[]) {
  async function get<T>(url: string, schema: z.ZodType<T>, isAbsent?: Question<T>['isAbsent']): Promise<Answer<T> | null> {
    const answer = await run.ask({ service, url, schema, ...(isAbsent ? { isAbsent } : {}) }, record);
    return answer && { body: answer.body, at: answer.at };
  }

  async function pages(scope: string): Promise<DatabricksWorkspace[]> {
    const all: DatabricksWorkspace[] = [];
    let url: string | null | undefined = `${arm}${scope}/providers/Microsoft.Databricks/workspaces?api-version=${databricksVersion}`;
    for (let page = 0; url && page < mostPages; page++) {
      const answer: Answer<z.infer<typeof Workspaces>> | null = await get(url, Workspaces);
      all.push(...(answer?.body.value ?? []));
      url = answer?.body.nextLink; // its host is held to the allow-list like any other
    }
    return all;
  }

  return {
    /** One workspace; null when the resource does not exist. A missing resource group or subscription is trouble, not absence. */
    databricksWorkspace: (at: NamedWorkspace): Promise<Answer<DatabricksWorkspace> | null> =>
      get(workspaceAt(at), Workspace, ({ code }) => code === 'ResourceNotFound'),

    /** All workspaces of the subscription that the attendee may see. Where their role is on a resource group alone, others are left out. */
    databricksWorkspaces: (at: { subscriptionId: string }): Promise<DatabricksWorkspace[]> =>
      pages(`/subscriptions/${encodeURIComponent(at.subscriptionId)}`),

    /** All workspaces of a resource group, for which a role on that group is enough. */
    databricksWorkspacesIn: (at: { subscriptionId: string; resourceGroup: string }): Promise<DatabricksWorkspace[]> =>
      pages(`/subscriptions/${encodeURIComponent(at.subscriptionId)}/resourceGroups/${encodeURIComponent(at.resourceGroup)}`),
  };
}
export type Azure = ReturnType<typeof azureOf>;
