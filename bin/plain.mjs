/** An error that the reader can act on: its message is shown without a stack. */
export class Plain extends Error {}

/**
 * @param {unknown} error
 * @returns {string | undefined} the code that Node or PostgreSQL gives it, such as ENOENT
 */
export const codeOf = (error) => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined);

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** @param {unknown} error */
export const report = (error) => console.error(error instanceof Plain ? `\n${error.message}` : error);
