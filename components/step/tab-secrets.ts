/** Whose secret it is comes first, so that nobody who signs in later in the same tab is shown it. */
export const secretKey = (person: string, workshop: string, name: string, origin: string | undefined): string =>
  ['guidepost', person, workshop, name, ...(origin ? [origin] : [])].join(' ');

/** Removes what anybody but this person has typed into the tab; with null, everybody's. */
export function forgetSecrets(storage: Storage, but: string | null): void {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  for (const key of keys) {
    const [ours, person] = key.split(' ');
    if (ours === 'guidepost' && (but === null || person !== but)) storage.removeItem(key);
  }
}
