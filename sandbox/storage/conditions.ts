import type { StoredFile } from '../world/storage.ts';
import type { C } from './context.ts';
import { isBlob, refuse } from './errors.ts';

/** The ETag of a file; one of an older world is known by its time alone. */
export const etag = (file: StoredFile): string => file.etag ?? `"0x${file.modifiedAt.toString(16).toUpperCase()}"`;

const names = (header: string | undefined, file: StoredFile | undefined): boolean | null => {
  if (header === undefined) return null;
  if (header.trim() === '*') return file !== undefined;
  return file !== undefined && header.split(',').some((one) => one.trim().replaceAll('"', '') === etag(file).replaceAll('"', ''));
};

const seconds = (header: string | undefined): number | null => {
  const at = Date.parse(header ?? '');
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
};

/**
 * Evaluates If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since. Source: "Specifying conditional headers for Blob
 * service operations".
 * @param prefix of the headers: `x-ms-source-` for the source of a rename
 * @returns the refusal, or null where the operation may go on
 */
export function unmet(c: C, file: StoredFile | undefined, prefix: '' | 'x-ms-source-' = ''): Response | null {
  const header = (name: string) => c.req.header(`${prefix}${name}`);
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const failed = prefix ? 'SourceConditionNotMet' : 'ConditionNotMet';
  const changedAt = file ? Math.floor(file.modifiedAt / 1000) : null;
  if (names(header('if-match'), file) === false) return refuse(c, failed);
  const [since, until] = [seconds(header('if-modified-since')), seconds(header('if-unmodified-since'))];
  if (until !== null && changedAt !== null && changedAt > until) return refuse(c, failed);
  const isKnown = names(header('if-none-match'), file) === true;
  const isOld = header('if-none-match') === undefined && since !== null && changedAt !== null && changedAt <= since;
  if (!isKnown && !isOld) return null;
  if (reads && file) return new Response(null, { status: 304, headers: { etag: etag(file), 'x-ms-error-code': 'ConditionNotMet' } });
  if (header('if-none-match')?.trim() === '*') return refuse(c, isBlob(c) ? 'BlobAlreadyExists' : 'PathAlreadyExists');
  return refuse(c, failed);
}
