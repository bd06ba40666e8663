import { sourceOf, vendors } from './catalogue.ts';

export const begin = '<!-- coverage: made by sandbox/coverage/write.ts from the routes; a test compares -->';
export const end = '<!-- coverage ends -->';

const clients = 'e2e/clients';
const cell = (text: string) => text.replaceAll('|', '\\|');

/** The coverage table of docs/practice-cloud.md: a section per service, a row per operation. */
export function coverageTable(): string {
  const sections = vendors.map((vendor) => {
    const practised = vendor.operations.map((operation) => {
      const note = vendor.notes[operation];
      return `| \`${cell(operation)}\`${note ? `: ${cell(note)}` : ''} | simulated | ${cell(sourceOf(vendor, operation))} | ${clients} |`;
    });
    const refused = vendor.refused.map(({ method, url, what }) => {
      const path = url.replace(/^https:\/\/[^/]+/, '').replace(/\/subscriptions\/[^/]+/, '/subscriptions/:subscription');
      return `| \`${cell(`${method} ${path}`)}\`: ${what} | refused | | ${clients}/coverage.test.ts |`;
    });
    return [
      `### ${vendor.title}`,
      '',
      '| operation | | source of its shape | test |',
      '| --- | --- | --- | --- |',
      ...practised,
      ...refused,
    ].join('\n');
  });
  return [begin, '', ...sections.flatMap((section) => [section, '']), end].join('\n');
}

/** A document with the table in its place. */
export function withTable(document: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < 0) throw new Error('The document has no place for the coverage table.');
  return document.slice(0, from) + coverageTable() + document.slice(to + end.length);
}
