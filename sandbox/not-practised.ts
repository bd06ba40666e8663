/** What the practice cloud says about an operation that it does not simulate, in whichever error shape the vendor has. */
export const notPractised = (what: string): string =>
  `The practice cloud does not simulate ${what.slice(0, 300)}. docs/practice-cloud.md lists what it simulates.`;

/** The operation of a request, as a reader of the documentation would name it. */
export const operationOf = (request: Request): string => `${request.method} ${new URL(request.url).pathname}`;
