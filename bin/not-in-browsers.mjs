// What next.config.js puts in place of what no page needs. React asks whether there is a process, and one script of Next's for its environment;
// the rest is of queries that have no end.
export const env = {};
export const infiniteQueryBehavior = undefined;
export const hasNextPage = undefined;
export const hasPreviousPage = undefined;
