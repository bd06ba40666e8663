// Stands in for modules that no page needs (next.config.js). React asks whether there is a process, and a script of Next's for its environment;
// its router whether a crawler reads the page; the rest belongs to infinite queries.
export const env = {};
export const isBot = () => false;
export const infiniteQueryBehavior = undefined;
export const hasNextPage = undefined;
export const hasPreviousPage = undefined;
