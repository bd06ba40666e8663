/** Databricks' own error body. */
export function dbError(status: 400 | 401 | 403 | 404 | 429 | 503, errorCode: string, message: string): Response {
  return Response.json({ error_code: errorCode, message }, { status });
}
