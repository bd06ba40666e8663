// React asks whether there is a process, and one script of Next's for its environment.
export const env = {};
