export interface Workspace {
  name: string;
  resourceGroup: string;
  location: string;
  sku: string;
  computeMode: 'Hybrid' | 'Serverless';
  workspaceId: string;
  workspaceUrl: string;
  managedResourceGroup: string;
  createdBy: string;
  createdByUpn: string;
  createdAt: number;
  readyAt: number;
  fails: { code: string; message: string } | null;
  deletingUntil: number | null;
  noPublicIp: boolean;
  virtualNetworkId: string | null;
  publicNetworkAccess: 'Enabled' | 'Disabled';
  requireInfrastructureEncryption: boolean;
  managedServicesKey: string | null;
  tags: Record<string, string>;
}
