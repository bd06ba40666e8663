/** How long the database may take for one statement; a person's request has several. */
export const statementMs = 8000;
/** When we stop waiting: a frozen server cannot keep its own time. */
export const answerMs = 9000;

/** PostgreSQL's errors that say nothing about the statement: it is stopping, starting, overloaded, a standby now, or gave up waiting. */
const states = /^(08...|53...|57P0[1-5]|57014|58...|25006|40001|40P01|55P03)$/;
const sockets = /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** Prisma's own codes, and the kinds into which its driver adapter turns the driver's errors. */
const prismas = /^(P1001|P1002|P1008|P1017|P2024|P2034|P2037)$/;
const kinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|TransactionWriteConflict)$/;
/** What `pg` and its pool say without a code. */
const sentences =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered a connection error|was closed) and is not queryable|Cannot use a pool after calling end)/;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Whether an error means that the database could not be asked just now, rather than that we asked it something wrong: then
 * nothing was written, or it is not known whether it was, and the same may work in a moment.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, originalCode, kind, message, cause, meta } = error as Record<string, unknown>; // any of them may be missing
  if ([code, originalCode].some((c) => states.test(text(c)) || sockets.test(text(c)) || prismas.test(text(c)))) return true;
  if (kinds.test(text(kind)) || sentences.test(text(message))) return true;
  const inner = typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : undefined;
  return isDatabaseAway(cause, depth + 1) || isDatabaseAway(inner, depth + 1);
}
