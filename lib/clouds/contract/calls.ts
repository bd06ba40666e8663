import { answers as azure } from './azure';
import { answers as databricks } from './databricks';
import { answers as dss } from './dss';
import { answers as dssWrites } from './dss-writes';
import { answers as entra } from './entra';
import type { Example, Standing } from './example';
import { answers as storage } from './storage';

/** Every call that the portal makes to the vendors, by the name of the vendor’s folder in lib/clouds. */
export const calls: Record<string, Example[]> = { azure, databricks, storage, dss: [...dss, ...dssWrites], entra };

const words: Record<Standing, string> = {
  example: 'matches an example',
  fields: 'matches the official client’s fields',
  assumed: 'partly **assumed**',
  confirmed: 'confirmed live',
};

/** The line before the table. */
export const begin = '<!-- calls: made by lib/clouds/contract/write.ts; a test compares -->\n';

/** The table of calls in docs/vendor-assumptions.md. */
export const table = (): string =>
  [
    '| call | how sure | source |',
    '| --- | --- | --- |',
    ...Object.values(calls)
      .flat()
      .map(({ call, standing, source }) => `| \`${call}\` | ${words[standing]} | ${source} |`),
  ].join('\n');
