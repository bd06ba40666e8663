import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { markdownOf, mistakesIn } from '@/lib/lab/text';
import { textFile, textNames } from '@/lib/lab/texts';
import { type Finding, lineIn } from '../finding';
import { lengthWarning, stumblesIn, tooLong } from '../words';

/** Everything to fix in the texts of a lab's steps. Texts that are missing are found with the folders. */
export function lintTexts(root: string, lab: Lab): Finding[] {
  return allSteps(lab)
    .map((step) => ({ file: textFile(lab, step), names: textNames(lab, step) }))
    .filter(({ file }) => existsSync(join(root, file)))
    .flatMap(({ file, names }) => {
      const text = readFileSync(join(root, file), 'utf8');
      if (!text.trim()) return [{ file, line: 1, message: 'is empty' }];
      // what cannot be read as UTF-8 is read as this
      if (text.includes('\uFFFD'))
        return [{ file, line: lineIn(text, /\uFFFD/), message: 'has a character that is not UTF-8: save the file as UTF-8' }];
      const tree = markdownOf(text);
      const mistakes = mistakesIn(file, tree, names).map(({ line, what }) => ({ file, line, message: what }));
      return [...mistakes, ...lostImages(root, file, tree), ...longSentences(file, tree), ...stumbling(file, tree)];
    });
}

function lostImages(root: string, file: string, tree: Root): Finding[] {
  const found: Finding[] = [];
  visit(tree, ['image', 'definition'], (node) => {
    if (!('url' in node) || /^[a-z]+:|^\/\//i.test(node.url)) return;
    if (!existsSync(join(root, dirname(file), decoded(node.url))))
      found.push({ file, ...startOf(node), message: `there is no picture "${node.url}" in this folder` });
  });
  return found;
}

/** The name of a file that an address in a text names; where its percent signs encode nothing, as it is written. */
function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function longSentences(file: string, tree: Root): Finding[] {
  const found: Finding[] = [];
  visit(tree, ['paragraph', 'heading'], (node) => {
    const text = plain(node);
    const { line } = startOf(node);
    for (const sentence of tooLong(text)) {
      const above = text.slice(0, sentence.at).split('\n').length - 1;
      found.push({ file, line: line + above, message: lengthWarning(sentence), isWarning: true });
    }
  });
  return found;
}

function stumbling(file: string, tree: Root): Finding[] {
  const found: Finding[] = [];
  visit(tree, ['paragraph', 'heading'], (node) => {
    for (const message of stumblesIn(plain(node))) found.push({ file, line: startOf(node).line, message });
  });
  return found;
}

const startOf = ({ position }: Nodes) => ({ line: position?.start.line ?? 1, column: position?.start.column ?? 1 });

/** A paragraph as it reads, its lines kept. What stands for a value, a step or code counts as one word. */
function plain(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'break':
      return '\n';
    case 'inlineCode':
      return 'code';
    case 'textDirective':
      return node.name === 'console' && node.children.length > 0 ? node.children.map(plain).join('') : node.name;
    default:
      return 'children' in node ? node.children.map(plain).join('') : '';
  }
}
