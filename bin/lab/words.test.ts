import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { within } from './sources';
import { sentencesOf, stumblesIn, tooLong } from './words';

test('sentences end where a new one begins, not at every full stop', () => {
  expect(sentencesOf('Open it. Choose 16.4, e.g. with ML. “Start” it!  3 minutes later, look.').map((s) => s.text)).toEqual([
    'Open it.',
    'Choose 16.4, e.g. with ML.',
    '“Start” it!',
    '3 minutes later, look.',
  ]);
  expect(sentencesOf('One\ntwo. Three').map(({ at, words }) => [at, words])).toEqual([
    [0, 2],
    [9, 1],
  ]);
});

test('a dash is no word, and only sentences with more than 25 words are too long', () => {
  const of = (n: number) => `Word ${'word '.repeat(n - 2)}– end.`;
  expect(tooLong(of(25))).toEqual([]);
  expect(tooLong(`Short. ${of(26)}`)).toMatchObject([{ words: 26, at: 7 }]);
});

test.each([
  ['Press the button beside its name.', 'beside'],
  ['Mend the path.', 'Mend'],
  ['A run of yours has ended.', 'of yours'],
  ['Your press did not get through.', 'get through'],
  ['There is no cluster to look at yet.', 'look at'],
  ['Nothing is checked any more.', 'any more'],
  ['The portal’s colours are kept.', 'colours'],
  ['A page answered in place of DSS.', 'in place of'],
  ['Two jobs, one of which failed.', 'of which'],
  ['What is known of Ada is deleted.', 'known of'],
  ['Enter the key anew.', 'anew'],
  ['The room is through at noon.', 'is through'],
])('%s stumbles over “%s”', (text, over) => {
  expect(stumblesIn(text)).toEqual([expect.stringContaining(`“${over}”`)]);
});

test('ordinary words do not', () => {
  expect(stumblesIn('It looks like mlflow==2.17.2. Writes go through the storage account, in the way that it asks for.')).toEqual([]);
  expect(stumblesIn('Recommendations: choose a name of your own. An amendment, yours.')).toEqual([]);
  expect(stumblesIn('Choose any more recent runtimes. The organizer of whichever workshop knows about the license.')).toEqual([]);
});

/** What people may read of a source: what begins like a sentence, in strings and on pages. A file where nothing stumbles is not parsed. */
function sentencesIn(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  if (!code.split(/['"`<>{}]/).some((part) => stumblesIn(part.trim()).length > 0)) return [];
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  return [...within(source)].flatMap((node) => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node) || ts.isJsxText(node);
    const text = isText ? node.text.trim() : '';
    const begins = ts.isTemplateMiddle(node) || ts.isTemplateTail(node) ? text : /^[A-Z“]/.test(text) ? text : '';
    return begins.includes(' ') ? [begins] : [];
  });
}

test('nothing that Guidepost says stumbles', () => {
  const files = ['app', 'components', 'labs', 'lib', 'rehearse'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|contract/.test(name))
      .map((name) => join(room, name)),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(
    files.flatMap((file) => sentencesIn(file).flatMap((text) => stumblesIn(text).map((why) => `${file}: ${why}: ${text.slice(0, 80)}`))),
  ).toEqual([]);
});
