import type { Example, RefusalExample } from './example';

const examples = 'Azure/azure-rest-api-specs, Microsoft.Databricks, examples/2026-01-01';
const id = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/myWorkspace';
const by = { applicationId: '44444444-4444-4444-4444-444444444444', oid: '22222222-2222-2222-2222-222222222222', puid: '33333333' };
const authorizations = [{ principalId: '00000000-0000-0000-0000-000000000000', roleDefinitionId: '11111111-1111-1111-1111-111111111111' }];
const properties = {
  authorizations,
  computeMode: 'Hybrid',
  createdBy: by,
  createdDateTime: '2020-02-20T00:10:29.2858439Z',
  isUcEnabled: true,
  managedResourceGroupId: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/myManagedRG',
  parameters: null,
  provisioningState: 'Succeeded',
  uiDefinitionUri: 'https://path/to/workspaceCreateUiDefinition.json',
  updatedBy: by,
  workspaceId: '5555555555555555',
  workspaceUrl: 'adb-5555555555555555.19.azuredatabricks.net',
};
const workspace = {
  name: 'myWorkspace',
  type: 'Microsoft.Databricks/workspaces',
  id,
  location: 'East US 2',
  properties,
  sku: { name: 'premium' },
};

const one = 'GET /subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Databricks/workspaces/{name}';
const ofGroup = 'GET /subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Databricks/workspaces';
const all = 'GET /subscriptions/{subscription}/providers/Microsoft.Databricks/workspaces';

export const answers: Example[] = [
  { call: one, standing: 'example', source: `${examples}/WorkspaceGet.json`, body: workspace },
  {
    call: all,
    standing: 'example',
    source: `${examples}/WorkspacesListBySubscription.json`,
    body: {
      value: [
        { ...workspace, tags: null },
        { ...workspace, name: 'myWorkspace2', tags: null },
      ],
    },
  },
  {
    call: ofGroup,
    standing: 'example',
    source: `${examples}/WorkspacesListByResourceGroup.json`,
    body: {
      value: [
        { ...workspace, tags: null },
        { ...workspace, name: 'myWorkspace2', tags: null },
      ],
    },
  },
  {
    call: one.replace('GET', 'PUT'),
    standing: 'example',
    source: `${examples}/WorkspaceCreate.json`,
    status: 201,
    body: { ...workspace, properties: { ...properties, provisioningState: 'Accepted' } },
  },
  { call: one.replace('GET', 'DELETE'), standing: 'example', source: `${examples}/WorkspaceDelete.json`, status: 202, body: '' },
];

const string = (value: string) => ({ type: 'String', value });

/** The same call, as it answers in other states. */
export const variants: Example[] = [
  {
    call: one,
    standing: 'example',
    source: `${examples}/WorkspaceGetParameters.json`,
    body: {
      ...workspace,
      properties: {
        ...properties,
        parameters: {
          customPrivateSubnetName: string('PrivateBob'),
          customPublicSubnetName: string('PublicSarah'),
          customVirtualNetworkId: string('/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/myNetwork'),
        },
        privateEndpointConnections: [{ id: 'x', name: 'x', properties: { provisioningState: 'Succeeded' } }],
        publicNetworkAccess: 'Disabled',
        requiredNsgRules: 'NoAzureDatabricksRules',
      },
    },
  },
  {
    // just created, without an address, an id and parameters
    call: one,
    standing: 'example',
    source: `${examples}/WorkspaceCreateServerless.json`,
    body: {
      ...workspace,
      tags: { environment: 'dev' },
      properties: {
        authorizations,
        computeMode: 'Serverless',
        createdBy: by,
        isUcEnabled: true,
        provisioningState: 'Accepted',
        updatedBy: by,
      },
    },
  },
];

const common = 'Azure/azure-rest-api-specs, common-types, ErrorResponse';
export const refusals: RefusalExample[] = [
  {
    source: 'Azure-Samples/azure-search-openai-demo, issue 80; ARM, ResourceNotFound',
    status: 404,
    body: {
      error: {
        code: 'ResourceNotFound',
        message:
          "The Resource 'Microsoft.Databricks/workspaces/x' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
      },
    },
    means: { trouble: 'absent' },
  },
  {
    source: common,
    status: 404,
    body: { error: { code: 'ResourceGroupNotFound', message: "Resource group 'rg' could not be found." } },
    means: { trouble: 'refused', code: 'ResourceGroupNotFound' },
  },
  {
    source: 'pulumi/pulumi-azure-native, issue 3643: an error with others inside it',
    status: 409,
    body: {
      status: 'Failed',
      error: {
        code: 'ResourceOperationFailure',
        message: "The resource operation completed with terminal provisioning state 'Failed'.",
        details: [{ code: 'ApplianceProvisioningFailed', message: 'The managed resource group already exists.' }],
      },
    },
    means: {
      trouble: 'refused',
      code: 'ResourceOperationFailure',
      said: "The resource operation completed with terminal provisioning state 'Failed'.",
    },
  },
  {
    source: `${common}: target, details, additionalInfo`,
    status: 403,
    body: {
      error: {
        code: 'AuthorizationFailed',
        message: "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.Databricks/workspaces/read'.",
        target: null,
        details: [],
        additionalInfo: [{ type: 'x', info: {} }],
      },
    },
    means: { trouble: 'forbidden', code: 'AuthorizationFailed' },
  },
  {
    source: 'learn.microsoft.com, role-based-access-control, troubleshooting: the scope of a resource group',
    status: 403,
    body: {
      error: {
        code: 'AuthorizationFailed',
        message:
          "The client 'a@b.example' with object id '11111111-1111-1111-1111-111111111111' does not have authorization to perform action 'Microsoft.Databricks/workspaces/read' over scope '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/myWorkspace' or the scope is invalid. If access was recently granted, please refresh your credentials.",
      },
    },
    means: { trouble: 'forbidden', code: 'AuthorizationFailed', words: /no role on the resource group rg\b/ },
  },
  {
    source: 'learn.microsoft.com, resource-manager, error-register-resource-provider: the scope of a subscription',
    status: 403,
    body: {
      error: {
        code: 'AuthorizationFailed',
        message:
          "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.Databricks/register/action' over scope '/subscriptions/11111111-1111-1111-1111-111111111111' or the scope is invalid.",
      },
    },
    means: { trouble: 'forbidden', code: 'AuthorizationFailed', words: /may not register Microsoft\.Databricks in the subscription/ },
  },
  {
    source: 'learn.microsoft.com, role-based-access-control, troubleshooting: the scope of a subscription’s list',
    status: 403,
    body: {
      error: {
        code: 'AuthorizationFailed',
        message:
          "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.Databricks/workspaces/read' over scope '/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Databricks' or the scope is invalid.",
      },
    },
    means: { trouble: 'forbidden', code: 'AuthorizationFailed', words: /lacks a role in the subscription/ },
  },
  {
    source: 'microsoft/vscode-tools-for-ai, issue 1374: a resource group that may not be created',
    status: 403,
    body: {
      error: {
        code: 'AuthorizationFailed',
        message:
          "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.Resources/subscriptions/resourcegroups/write' over scope '/subscriptions/11111111-1111-1111-1111-111111111111/resourcegroups/rg' or the scope is invalid. If access was recently granted, please refresh your credentials.",
      },
    },
    means: { trouble: 'forbidden', code: 'AuthorizationFailed', words: /may not create the resource group/ },
  },
  {
    source: 'microsoft/planetary-computer-hub, pull request 25: a linked scope; that a workspace’s managed group is one is assumed',
    status: 403,
    body: {
      error: {
        code: 'LinkedAuthorizationFailed',
        message:
          "The client 'someone.with.a.long.name@practice.example' with object id '11111111-1111-1111-1111-111111111111' has permission to perform action 'Microsoft.Databricks/workspaces/write' on scope '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/myWorkspace'; however, it does not have permission to perform action 'Microsoft.Resources/subscriptions/resourceGroups/write' on the linked scope(s) '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/databricks-rg-myWorkspace' or the linked scope(s) are invalid.",
      },
    },
    means: { trouble: 'forbidden', code: 'LinkedAuthorizationFailed', words: /may not create the resource group/ },
  },
  {
    source: 'microsoft/planetary-computer-hub, pull request 25: a linked scope that is no workspace’s',
    status: 403,
    body: {
      error: {
        code: 'LinkedAuthorizationFailed',
        message:
          "The client 'a' with object id 'b' has permission to perform action 'Microsoft.Network/virtualNetworks/subnets/write' on scope '/subscriptions/s/resourceGroups/rg'; however, it does not have permission to perform action 'Microsoft.Network/routeTables/join/action' on the linked scope(s) '/subscriptions/s/resourceGroups/other' or the linked scope(s) are invalid.",
      },
    },
    means: { trouble: 'forbidden', code: 'LinkedAuthorizationFailed' },
  },
  {
    source: 'microsoft/planetary-computer-hub, pull request 25: another linked scope; that a workspace’s network may be one is assumed',
    status: 403,
    body: {
      error: {
        code: 'LinkedAuthorizationFailed',
        message:
          "The client 'a' with object id 'b' has permission to perform action 'Microsoft.Databricks/workspaces/write' on scope '/subscriptions/s/resourceGroups/rg'; however, it does not have permission to perform action 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '/subscriptions/s/resourceGroups/net' or the linked scope(s) are invalid.",
      },
    },
    means: { trouble: 'forbidden', code: 'LinkedAuthorizationFailed', words: /^$/ },
  },
  {
    source: 'gbrueckl/Databricks.API.PowerShell, issue 93: an api-version that a location does not have',
    status: 400,
    body: { error: { code: 'NoRegisteredProviderFound', message: "No registered resource provider found for location 'uksouth'" } },
    means: { trouble: 'refused', code: 'NoRegisteredProviderFound' },
  },
  {
    source: 'learn.microsoft.com, resource-manager, error-register-resource-provider',
    status: 409,
    body: {
      error: {
        code: 'MissingSubscriptionRegistration',
        message: "The subscription is not registered to use namespace 'Microsoft.Databricks'.",
      },
    },
    means: {
      trouble: 'refused',
      code: 'MissingSubscriptionRegistration',
      words: /^Nobody has registered Microsoft\.Databricks in the subscription\.$/,
    },
  },
  {
    source: 'learn.microsoft.com, resource-manager, request-limits-and-throttling',
    status: 429,
    headers: { 'retry-after': '60' },
    body: {
      error: { code: 'SubscriptionRequestsThrottled', message: "Number of 'read' requests exceeded. Please try again after '60' seconds." },
    },
    means: { trouble: 'throttled', code: 'SubscriptionRequestsThrottled' },
  },
  {
    source: 'learn.microsoft.com, resource-manager, common deployment errors',
    status: 401,
    body: { error: { code: 'ExpiredAuthenticationToken', message: 'The access token expiry UTC time is earlier than current UTC time.' } },
    means: { trouble: 'signed-out', code: 'ExpiredAuthenticationToken' },
  },
];
