const databaseIn = (health: unknown): string | null =>
  typeof health === 'object' && health !== null && 'database' in health && typeof health.database === 'string' ? health.database : null;

/** What Guidepost says of its database, `up` where nothing is wrong; null if nothing answers, or something else, such as a proxy. */
export const databaseNow = (): Promise<string | null> =>
  fetch('/api/health', { cache: 'no-store' })
    .then((answer): Promise<unknown> => answer.json())
    .then(databaseIn, () => null);
