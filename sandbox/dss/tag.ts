/** DSS's record of who created or last changed something, and when. */
export const tag = (login: string, at: number) => ({ versionNumber: 0, lastModifiedBy: { login }, lastModifiedOn: at });
