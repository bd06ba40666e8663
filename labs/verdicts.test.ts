// A row shows a check's title and then what the check says: a pass must add something to the title.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Words that say nothing by themselves, or name the value after them. */
const small = new Set(
  'a an and as at by for from has have here in is it its of on that the there through to version was were where with you your'.split(' '),
);
const wordsOf = (text: string) => (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter((word) => !small.has(word));
/** Whether all that a message says in its own words is in the title already. Values in it don't help: they would stand alone. */
const repeats = (title: string, message: string): boolean => {
  const [said, known] = [wordsOf(message), wordsOf(title).map((w) => w.replace(/(?:ed|s)$/, ''))];
  return said.length > 0 && said.every((word) => known.includes(word.replace(/(?:ed|s)$/, '')));
};

const files = readdirSync('labs', { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
  .map((f) => join('labs', f));
const parsed = new Map(files.map((f) => [f, ts.createSourceFile(f, readFileSync(f, 'utf8'), ts.ScriptTarget.Latest, true)]));

const each = (node: ts.Node, see: (node: ts.Node) => void): void => {
  see(node);
  node.forEachChild((child) => each(child, see));
};
/** A string's own words, without its values; null where it is only a value. */
function literal(node: ts.Node | undefined): string | null {
  if (!node) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ');
}
const callsOf = (source: ts.Node, name: string): ts.CallExpression[] => {
  const found: ts.CallExpression[] = [];
  each(source, (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === name) found.push(node);
  });
  return found;
};
/** What the passes in a file say. */
const passesIn = (file: string): string[] =>
  callsOf(parsed.get(file) ?? expect.unreachable(), 'pass').flatMap((c) => literal(c.arguments[0]) ?? []);
const titleIn = (node: ts.Node): string | null => {
  let title: string | null = null;
  each(node, (n) => {
    if (ts.isPropertyAssignment(n) && n.name.getText() === 'title') title ??= literal(n.initializer);
  });
  return title;
};
/** By the name that it exports: a check's file. */
const filesOf = new Map<string, string>();
for (const [file, source] of parsed)
  source.forEachChild((node) => {
    if (!ts.isVariableStatement(node) && !ts.isFunctionDeclaration(node)) return;
    const names = ts.isFunctionDeclaration(node) ? [node.name?.text] : node.declarationList.declarations.map((d) => d.name.getText());
    for (const name of names) if (name) filesOf.set(name, file);
  });

/** Each check with its title and the file that judges it; checks written in a step as well. */
const checks = files.flatMap((file) => {
  const source = parsed.get(file) ?? expect.unreachable();
  const used = callsOf(source, 'lab.use').flatMap((call) => {
    const [check, named] = call.arguments;
    const name = check && (ts.isCallExpression(check) ? check.expression.getText() : check.getText());
    const title = named ? titleIn(named) : null;
    const judge = name ? filesOf.get(name) : undefined;
    return title && judge ? [{ title, judge }] : [];
  });
  const own = callsOf(source, 'lab.check').flatMap((call) => {
    const title = titleIn(call);
    return title ? [{ title, judge: file }] : [];
  });
  return [...used, ...own];
});

test('no pass repeats its check’s title', () => {
  expect(checks.length).toBeGreaterThan(40);
  expect(
    checks.flatMap(({ title, judge }) =>
      passesIn(judge)
        .filter((said) => repeats(title, said))
        .map((said) => `${title}: ${said}`),
    ),
  ).toEqual([]);
});

test.each([
  ['Its policy is Unrestricted', 'Unrestricted.', true],
  ['It is dedicated to you', 'Dedicated to  .', true],
  ['Your run is finished', '  finished.', true],
  ['It writes fast, through the storage account', 'Through  .', false],
  ['Its policy is Unrestricted', 'No policy limits it.', false],
  ['It can hold clusters', 'Hybrid.', false],
])('“%s” and “%s”', (title, message, is) => {
  expect(repeats(title, message)).toBe(is);
});
