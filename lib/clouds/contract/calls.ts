import { answers as azure } from './azure';
import { answers as databricks } from './databricks';
import { answers as dss } from './dss';
import { answers as dssWrites } from './dss-writes';
import { answers as entra } from './entra';
import type { Example, Standing } from './example';
import { answers as storage } from './storage';

/** Every call that the portal makes of the vendors, by the name of its folder in lib/clouds. */
export const calls: Record<string, Example[]> = { azure, databricks, storage, dss: [...dss, ...dssWrites], entra };

const words: Record<Standing, string> = {
  example: 'example holds',
  fields: 'official client’s fields hold',
  assumed: '**assumed** in part',
  confirmed: 'confirmed live',
};

/** What stands above it there. */
export const begin = '<!-- calls: made by lib/clouds/contract/write.ts; a test compares -->\n';

/** The table of them in docs/vendor-assumptions.md. */
export const table = (): string =>
  [
    '| call | | where its shape is written down |',
    '| --- | --- | --- |',
    ...Object.values(calls)
      .flat()
      .map(({ call, standing, source }) => `| \`${call}\` | ${words[standing]} | ${source} |`),
  ].join('\n');
