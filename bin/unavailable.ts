import type { ServerResponse } from 'node:http';

/** How soon a browser or a proxy may try again, in seconds. */
const againIn = '5';

/**
 * Next answers 500 to whatever a page throws. Where the cause is a database that could not be asked, it is 503: nothing is wrong with the
 * page, and the same works in a moment.
 * @param isAway asked when the answer begins
 */
export function unavailableWhere(response: ServerResponse, isAway: () => boolean): void {
  const begin = response.writeHead;
  const changed = (status: number, ...rest: unknown[]) => {
    const isUnavailable = status === 500 && isAway();
    if (isUnavailable) response.setHeader('retry-after', againIn);
    return Reflect.apply(begin, response, [isUnavailable ? 503 : status, ...rest]);
  };
  response.writeHead = changed as typeof begin; // what it is given beside the status is passed on as it is
}
