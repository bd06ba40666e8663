import { notPractised } from '../not-practised.ts';
import { validators } from '../validation.ts';

/** Databricks' own error body. */
export function dbError(status: 400 | 401 | 403 | 404 | 409 | 429 | 500 | 501 | 503, errorCode: string, message: string): Response {
  return Response.json({ error_code: errorCode, message }, { status });
}

export const unpractised = (what: string) => dbError(501, 'NOT_IMPLEMENTED', notPractised(what));

export const missing = (message: string) => dbError(404, 'RESOURCE_DOES_NOT_EXIST', message);
export const invalid = (message: string) => dbError(400, 'INVALID_PARAMETER_VALUE', message);

export const { json, query } = validators(invalid);
