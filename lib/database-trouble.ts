/** How long the database may take over one statement; what a person waits for has several. */
export const statementMs = 8000;
/** When we stop waiting: a frozen server cannot keep its own time. */
export const answerMs = 9000;

/**
 * PostgreSQL's classes of errors that say nothing of the statement: the connection, a server that is short of something, an operator
 * at work, the system; and a statement that took too long. See "PostgreSQL Error Codes", appendix A of its manual.
 */
const codes = /^(08|53|57|58)[0-9A-Z]{3}$|^25006$/;
/** Of Node, Prisma and pg. The last two give some of their troubles no code. */
const others = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
]);
const words = /Query read timeout|timeout exceeded when trying to connect|Connection terminated|DatabaseNotReachable|SocketTimeout/;

/** Whether a failure is the database's not answering, rather than a bug. Prisma wraps what pg says, and pg what Node says. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, originalCode, message, cause, meta } = error as Record<string, unknown>; // any object has these or undefined
  if ([code, originalCode].some((c) => typeof c === 'string' && (codes.test(c) || others.has(c)))) return true;
  if (typeof message === 'string' && words.test(message.slice(0, 2000))) return true;
  const inner = [cause, ...(typeof meta === 'object' && meta !== null ? Object.values(meta) : [])];
  return inner.some((e) => isDatabaseAway(e, depth + 1));
}
