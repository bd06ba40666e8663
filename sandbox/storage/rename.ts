import { unmet } from './conditions.ts';
import type { C } from './context.ts';
import { refuse } from './errors.ts';
import { containerOf, directoriesBelow, filesBelow, kindOf, moveTree, tidyPath } from './files.ts';
import { written } from './read.ts';

/** Path - Create with `x-ms-rename-source`, which is `/filesystem/path` in the same account, perhaps with its own query. */
export function rename(c: C, source: string): Response {
  const { store } = c.env;
  const [account = ''] = new URL(c.req.url).hostname.split('.');
  const [, filesystem = '', rest = ''] = /^\/([^/]+)\/([^?]*)/.exec(source) ?? [];
  const from = containerOf(store, account, filesystem);
  const path = tidyPath(decodeURIComponent(rest));
  const { files: to, path: target } = c.var;
  const kind = from && path ? kindOf(from, path) : null;
  if (!from || !kind) return refuse(c, 'SourcePathNotFound');
  const refusal = unmet(c, from[path], 'x-ms-source-') ?? unmet(c, to[target]);
  if (refusal) return refusal;
  if (from === to && target.startsWith(`${path}/`)) return refuse(c, 'InvalidRenameSourcePath');
  if (kindOf(to, target.split('/').slice(0, -1).join('/')) !== 'directory') return refuse(c, 'RenameDestinationParentPathNotFound');
  const there = kindOf(to, target);
  if (there === 'directory' && kind === 'file') return refuse(c, 'PathConflict');
  if (there === 'directory' && path !== target && filesBelow(to, target).length + directoriesBelow(to, target).size > 0)
    return refuse(c, 'PathAlreadyExists');
  if (from !== to || path !== target) moveTree(store, from, path, to, target);
  const moved = to[target];
  return new Response(null, { status: 201, headers: { ...(moved ? written(moved) : {}), 'content-length': '0' } });
}
