/** As in `4.5 min`; a dash where nothing is known. */
export const minutes = (n: number | null): string => (n === null ? '–' : `${n.toFixed(n < 10 ? 1 : 0)} min`);
