import type { Lab } from '@/lib/lab/lab';

/** Labs of one installation only. `LABS=path/to/labs.ts` at build time puts another file in the place of this one (next.config.js). */
export const more: readonly Lab[] = [];
