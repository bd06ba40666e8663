// Writes the coverage table into docs/practice-cloud.md: `npx tsx sandbox/coverage/write.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { withTable } from './table.ts';

const file = new URL('../../docs/practice-cloud.md', import.meta.url);
writeFileSync(file, withTable(readFileSync(file, 'utf8')));
