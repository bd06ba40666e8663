import type { RequestContext } from '../practice.ts';
import type { Files } from '../world/storage.ts';

/** The container that the request names, and the path in it, which is empty for the container itself. */
export interface Variables {
  files: Files;
  path: string;
}
export type C = RequestContext<Variables>;
