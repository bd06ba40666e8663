/** A path without the slashes at its end. Counted, as `/\/+$/` takes quadratic time where many slashes are followed by something else. */
export function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** A path without the slashes at either end. */
export function withoutSlashes(path: string): string {
  let begin = 0;
  while (path[begin] === '/') begin++;
  return withoutEndSlashes(path.slice(begin));
}
