import { isDeepStrictEqual } from 'node:util';
import { isDeep } from '../deep.ts';
import { notPractised } from '../not-practised.ts';
import type { RequestContext } from '../practice.ts';
import { validators } from '../validation.ts';

const errorTypes = {
  401: 'com.dataiku.dip.exceptions.NotAuthenticatedException',
  403: 'com.dataiku.dip.exceptions.UnauthorizedException',
  404: 'com.dataiku.dip.server.controllers.NotFoundException',
  500: 'java.lang.IllegalArgumentException',
  501: 'com.dataiku.dip.exceptions.NotImplementedException',
} as const;

/** DSS's own error: a Java class name, and the message twice (facts, section 1). */
export class DssError extends Error {
  readonly status: keyof typeof errorTypes;
  readonly errorType: string;

  constructor(status: keyof typeof errorTypes, message: string, errorType: string = errorTypes[status]) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

/** The answer to a part of a request that would change nothing here: never a success without an effect. */
export const unpractised = (what: string): DssError => new DssError(501, notPractised(what));

/** Whether a request asks for something with it: `false` and empty things ask for nothing. */
export const asksFor = (value: unknown): boolean => isDeep(value) || asksWithin(value);
const asksWithin = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(asksWithin) : Boolean(value);

/**
 * Refuses what a body asks for apart from what is simulated.
 * @param shown the thing as it would be read: what a client sends back unchanged is no change
 * @throws DssError 501
 */
export function refuseOthers(what: string, others: Record<string, unknown>, shown: Record<string, unknown> = {}): void {
  for (const [field, value] of Object.entries(others)) {
    const isSame = Object.hasOwn(shown, field) ? isDeepStrictEqual(value, shown[field]) : !asksFor(value);
    if (!isSame) throw unpractised(`${what} with another '${field.slice(0, 80)}'`);
  }
}

/**
 * Refuses a definition that leaves out what it has: DSS writes all of it, so that a client sends what it has read (official client, `set_definition`).
 * @throws DssError 500
 */
export function requireWhole(what: string, sent: Record<string, unknown>, shown: Record<string, unknown>): void {
  const lacking = Object.keys(shown).find((field) => !Object.hasOwn(sent, field));
  if (lacking !== undefined)
    throw new DssError(500, `The ${what} lacks '${lacking}'. Read it, change what is to change, and write all of it.`);
}

/** A failure of the service behind a connection, which DSS reports as its own 500. */
export const sqlFailure = (message: string): DssError => new DssError(500, message, 'com.dataiku.dip.exceptions.CodedSQLException');

/** @throws DssError 404 when the thing does not exist */
export function found<T>(thing: T | undefined, what: string): T {
  if (!thing) throw new DssError(404, `${what} does not exist`);
  return thing;
}

export const answerWith = (c: RequestContext, { status, errorType, message }: DssError): Response =>
  c.json({ errorType, message, detailedMessage: message, detailedMessageHTML: `<span>${message}</span>` }, status);

export const refuseInput = (problem: string, c: RequestContext): Response => answerWith(c, new DssError(500, problem));

/** DSS answers 500 to a request that it cannot understand. */
export const { json, query: validQuery } = validators(refuseInput);
