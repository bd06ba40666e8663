import { withoutSlashes } from '@/lib/clouds/slashes';
import { missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';

/** Where DSS will connect: the three things that the JDBC/ODBC and connection-details panels show. */
export interface ConnectionDetails {
  host: string;
  port: string;
  httpPath: string;
}

/** No host and no path of an endpoint is longer. */
const cut = (text: string) => text.slice(0, 2000);

/** Panels, drivers and people differ in case, slashes and schemes; none of that matters. */
export const tidyPath = (path: string): string => withoutSlashes(cut(path).trim()).toLowerCase();
export const tidyHost = (host: string): string =>
  cut(host)
    .trim()
    .replace(/^https?:\/\//i, '')
    .split('/', 1)
    .join('')
    .toLowerCase();

export type PathKind = 'cluster' | 'warehouse' | 'unknown';
export function kindOfPath(path: string): PathKind {
  const tidy = tidyPath(path);
  if (/^sql\/protocolv1\/o\/\d+\/[\w-]+$/.test(tidy)) return 'cluster';
  return /^sql\/1\.0\/(warehouses|endpoints)\/[0-9a-f]+$/.test(tidy) ? 'warehouse' : 'unknown';
}

/** If the path leads to another workspace's or another person's thing: whose it is, for the message. */
export type Whose = (path: string) => string | null;

/**
 * Compares what was recorded with what it should be.
 * `kind` is what the recorded thing should be.
 */
export function judgeDetails(
  kind: Exclude<PathKind, 'unknown'>,
  recorded: Partial<ConnectionDetails>,
  actual: ConnectionDetails,
  whose: Whose = () => null,
): Verdict {
  const labels = { host: 'server hostname', port: 'port', httpPath: 'HTTP path' } as const;
  const unsaid = (Object.keys(labels) as (keyof typeof labels)[]).filter((name) => !recorded[name]?.trim()); // the keys of `labels`
  if (unsaid.length > 0)
    return missing(
      `Not recorded yet: ${unsaid.map((n) => labels[n]).join(', ')}.`,
      'Copy them from Databricks, or let Guidepost fill them in.',
    );

  const difference = differenceIn(kind, { host: '', port: '', httpPath: '', ...recorded }, actual, whose);
  if (!difference) return pass('They match Databricks.');
  const { message, expected, found } = difference;
  return wrong(message, { expected, found, remedy: 'Fill in from Databricks, or copy it again from the panel.' });
}

export interface Difference {
  field: keyof ConnectionDetails;
  message: string;
  expected: string;
  found: string;
}

/** The first thing in which two sets of details differ; the path says most, so it is looked at first. */
export function differenceIn(
  kind: Exclude<PathKind, 'unknown'>,
  found: ConnectionDetails,
  actual: ConnectionDetails,
  whose: Whose = () => null,
): Difference | null {
  const differs = (field: keyof ConnectionDetails, message: string): Difference => ({
    field,
    message,
    expected: actual[field],
    found: found[field],
  });
  const { host, port, httpPath } = found;
  if (tidyPath(httpPath) !== tidyPath(actual.httpPath)) {
    const isOf = kindOfPath(httpPath);
    if (isOf !== 'unknown' && isOf !== kind)
      return differs('httpPath', `This is the HTTP path of a ${isOf === 'warehouse' ? 'SQL warehouse' : 'cluster'}, not of your ${kind}.`);
    return differs('httpPath', whose(httpPath) ?? `The HTTP path is not your ${kind}’s.`);
  }
  if (tidyHost(host) !== tidyHost(actual.host)) return differs('host', 'The server hostname is another workspace’s.');
  if (port.trim() !== actual.port.trim()) return differs('port', 'The port is not the one it listens on.');
  return null;
}
