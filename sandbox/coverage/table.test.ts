import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceOf, vendors } from './catalogue.ts';
import { withTable } from './table.ts';

test('the coverage table in the documentation is what the routes say: else run npx tsx sandbox/coverage/write.ts', () => {
  const document = readFileSync(new URL('../../docs/practice-cloud.md', import.meta.url), 'utf8');
  expect(document).toBe(withTable(document));
});

test('every simulated operation names the source of its shape, and every note an operation', () => {
  for (const vendor of vendors) {
    expect(vendor.operations.filter((operation) => !sourceOf(vendor, operation))).toEqual([]);
    expect(Object.keys(vendor.notes).filter((operation) => !vendor.operations.includes(operation))).toEqual([]);
  }
});
