// Whose OAuth signs people in to a Databricks connection of DSS. DSS documents Databricks' own endpoints, of an account or of a
// workspace, with a scope such as `sql offline_access` (DSS reference, connecting/sql/databricks). Entra ID's remain for Azure
// Databricks, with a scope of its resource. Both setups are right.
import { applicationId } from '@/lib/clouds/databricks';
import { withoutEndSlashes } from '@/lib/clouds/slashes';

/** Whose token endpoint that is; null for none of theirs. */
export type Issuer = 'Entra ID' | 'Databricks';

export const tidyUrl = (url: string): string => withoutEndSlashes(url.slice(0, 2000).trim()).toLowerCase();

export function issuerOf(endpoint: string): Issuer | null {
  const url = URL.parse(tidyUrl(endpoint));
  if (url?.protocol !== 'https:') return null;
  if (url.host === 'login.microsoftonline.com') return 'Entra ID';
  return url.host.endsWith('.azuredatabricks.net') && url.pathname.startsWith('/oidc/') ? 'Databricks' : null;
}

/** The parts of a scope. DSS's documents write a plus between them, as in an address. */
const partsOf = (scope: string): string[] => scope.slice(0, 1000).toLowerCase().split(/[\s+]/).filter(Boolean);

/** Whether two scopes ask for the same. */
export const isSameScope = (a: string, b: string): boolean => partsOf(a).sort().join(' ') === partsOf(b).sort().join(' ');

const openId = ['openid', 'profile', 'email', 'offline_access'];
const isOfEntra = (part: string) => part.startsWith(`${applicationId}/`);

/** Why a scope does not fit an issuer's endpoints, as a sentence; null where it does. */
export function scopeMistake(scope: string, issuer: Issuer): string | null {
  const parts = partsOf(scope);
  const asked = parts.filter((part) => !openId.includes(part));
  if (asked.length === 0) return 'The scope asks for nothing of Databricks.';
  if (issuer === 'Entra ID' && !asked.every(isOfEntra))
    return asked.some((part) => part === 'sql' || part === 'all-apis')
      ? 'The scope is for Databricks’ own endpoints, and these are Entra ID’s.'
      : 'The scope is not Azure Databricks’.';
  if (issuer === 'Databricks' && asked.some((part) => part.includes('/')))
    return 'The scope is for Entra ID’s endpoints, and these are Databricks’ own.';
  if (issuer === 'Databricks' && !asked.some((part) => part === 'sql' || part === 'all-apis')) return 'The scope lacks sql.';
  return parts.includes('offline_access') ? null : 'The scope lacks offline_access, without which DSS can’t renew your sign-in.';
}
