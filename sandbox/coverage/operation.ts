/** A route with its variables, as `METHOD path`; the versions and bases under which one operation answers count as one. */
export const operationOf = (method: string, path: string): string =>
  `${method} ${path.replace(/^\/dip\/publicapi/, '/public/api').replace(/^\/api\/2\.[01]\/clusters/, '/api/2.x/clusters')}`;
