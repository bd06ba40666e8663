import { createHash } from 'node:crypto';

/** The constants of the practice tenant. All of it is made up. */
export const tenantId = '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803';
export const otherTenantId = 'b04f8d12-3c77-4f3e-8a55-e19c0d6f2a41';
export const subscription = { id: '5b9d2f60-1e4a-4c37-8d92-6f0a7c3e1b58', name: 'Practice Engineering' };
export const portalClientId = '0d4c9a7e-6b21-4f85-a3d0-92e7f15c8b64';
export const dssClientId = 'e2a60b93-57dc-4e18-b94f-3c8d07a1f5e2';
export const dssHost = 'dss.practice.example';
/** Valid on the practice instance only, so not a secret. */
export const dssAdminKey = 'practice-dss-admin-key';
export const domain = 'practice.example';
export const everyonesPassword = 'practice';

export type AzureRole = 'Contributor' | 'Reader' | 'none';
/** Storage Blob Data Reader or Contributor on the lab's container. */
export type StorageRole = AzureRole;
export interface Person {
  /** The user principal name, by which everything in the practice cloud knows them. */
  upn: string;
  /** The address that the directory holds; without one it is the user principal name. */
  mail?: string;
  /** For a guest: who they are at home. Client libraries know their account by it. */
  home?: { oid: string; tenantId: string };
  name: string;
  oid: string;
  tenantId: string;
  appRoles: string[];
  azureRole: AzureRole;
  storageRole: StorageRole;
  /** Cloud Application Administrator of the tenant: may consent for everybody. */
  isAdministrator?: boolean;
  /** When the storage role was given, on the practice clock. */
  storageRoleSince?: number;
}

/** The same UUID for the same words every time: a person keeps their object id across a reset. */
export function stableUuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function person(name: string, more: Partial<Person> = {}): Person {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i').toLowerCase();
  const upn = more.upn ?? `${plain.replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '')}@${domain}`;
  return { upn, name, oid: stableUuid(upn), tenantId, appRoles: [], azureRole: 'Contributor', storageRole: 'Reader', ...more };
}

export const mailOf = ({ mail, upn }: Pick<Person, 'mail' | 'upn'>): string => mail ?? upn;

export const cast: Person[] = [
  person('Ada Quill'),
  person('Bo Lindqvist'),
  person('Chidi Okafor-Rasmussen'),
  person('Dana Whitfield'),
  person('Emre Yıldız'),
  person('Farah Benali'),
  person('Greta Holm', { appRoles: ['Facilitator'], isAdministrator: true }),
  person('Hugo Marchetti', { appRoles: ['Facilitator'] }),
  person('Ines Reader', { azureRole: 'Reader' }),
  person('Priya Raman', { upn: `x4471@${domain}`, mail: `Priya.Raman@${domain}` }),
  person('Gus Visitor', {
    upn: `gus.visitor_partner.example#EXT#@${domain}`,
    mail: 'gus.visitor@partner.example',
    home: { oid: stableUuid('gus.visitor@partner.example'), tenantId: otherTenantId },
  }),
  person('Otto Elsewhere', { upn: 'otto@elsewhere.example', tenantId: otherTenantId, azureRole: 'none' }),
];
