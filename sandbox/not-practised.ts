/** What the practice cloud says about an operation that it does not practise, in whichever error shape the vendor has. */
export const notPractised = (what: string): string =>
  `The practice cloud does not practise ${what.slice(0, 300)}. What it practises is listed in docs/practice-cloud.md.`;

/** The operation of a request, as a reader of the documentation would name it. */
export const operationOf = (request: Request): string => `${request.method} ${new URL(request.url).pathname}`;
