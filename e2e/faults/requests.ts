import type { Evidence } from '@/lib/clouds/http';
import type { Report } from '@/lib/lab/outcome';
import type { Vendor } from './kinds';

export const entraHost = 'login.microsoftonline.com';

/** Whose host that is. Any other than the known ones is the workshop's DSS. */
export function vendorOf(host: string): Vendor {
  if (host === 'management.azure.com') return 'azure';
  if (host === entraHost) return 'entra';
  if (host.endsWith('.azuredatabricks.net')) return 'databricks';
  return host.endsWith('.dfs.core.windows.net') ? 'storage' : 'dss';
}

/** The name that people are told. */
export const cloudNames = {
  azure: 'Azure',
  storage: 'Azure Storage',
  databricks: 'Databricks',
  dss: 'DSS',
  entra: 'Entra ID',
} as const satisfies Record<Vendor, string>;

/** A request of a step: a host, and a regular expression for its path. */
export interface Asked {
  host: string;
  path: string;
}

const pathOf = ({ path }: Evidence) => path.split('?')[0] ?? '';
const linesOf = (report: Report) => report.findings.flatMap((f) => f.evidence);

/** The requests of a step, as two runs of it were seen to make them: what differs between the two is an id given for one run. */
export function requestsOf(first: Report, second: Report): Asked[] {
  const seenTwice = (line: Evidence) => linesOf(second).some((l) => l.host === line.host && pathOf(l) === pathOf(line));
  const all = linesOf(first).map((line) => ({ host: line.host, path: patternOf(pathOf(line), seenTwice(line)) }));
  return [...new Map(all.map((asked) => [`${asked.host} ${asked.path}`, asked])).values()];
}

function patternOf(path: string, isLiteral: boolean): string {
  const segments = path
    .split('/')
    .map((s) => (!isLiteral && /\d/.test(s) && s.length >= 8 ? '[^/]+' : s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return `^${segments.join('/')}(\\?|$)`;
}

export const isOf = (line: Evidence, { host, path }: { host: string; path: string | null }): boolean =>
  line.host === host && (path === null || new RegExp(path, 'i').test(pathOf(line)));
