import { notPractised } from '../not-practised.ts';
import { validators } from '../validation.ts';

export function armError(status: 400 | 401 | 403 | 404 | 405 | 409 | 501, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

export const refuseUnpractised = (what: string) => armError(501, 'NotPractised', notPractised(what));

export const refuseContent = (problem: string) => armError(400, 'InvalidRequestContent', `The request content was invalid: ${problem}`);

export const { json } = validators(refuseContent);
export const { query } = validators((problem) => armError(400, 'InvalidParameter', `The request's query was invalid: ${problem}`));
