import type { Lab } from '@/lib/lab/lab';
import fixture from './lab';

/** Takes the place of labs/more.ts in the build that tests run on: `LABS=e2e/fixture-lab/labs.ts`. */
export const more: readonly Lab[] = [fixture];
