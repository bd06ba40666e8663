// Writes the table of calls into docs/vendor-assumptions.md: `npx tsx lib/clouds/contract/write.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { begin, table } from './calls';

const file = 'docs/vendor-assumptions.md';
const [before = '', after = ''] = readFileSync(file, 'utf8').split(begin);
writeFileSync(file, `${before}${begin}${table()}${after.slice(after.indexOf('\n\n'))}`);
