import type { Element, ElementContent, Root as Hast, Text } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { codeBlock, type Fence, mistakesInFence } from './code';
import { blocks, element, parameters, plainText, type State } from './text-blocks';

/** What a text may name. */
export interface TextNames {
  /** Values, settings and everything else known about an attendee, with their labels. */
  known: ReadonlyMap<string, string>;
  consoles: ReadonlySet<string>;
  pictures?: ReadonlySet<string>;
  /** Secrets in the attendee's tab, with their labels. The browser fills them into code. */
  secrets: ReadonlyMap<string, string>;
  /** The lab's steps: slug and number. */
  steps: ReadonlyMap<string, string>;
  /** The step's checks, by id. */
  checks: ReadonlySet<string>;
  /** The lab's glossary: what each term means, the terms in lower case. */
  terms: ReadonlyMap<string, string>;
}

/** A mistake in a text, with its file and line. */
export class TextError extends Error {
  readonly line: number;
  readonly what: string;

  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
    this.name = 'TextError';
    this.line = line;
    this.what = what;
  }
}

type Directive = TextDirective | LeafDirective | ContainerDirective;
const isDirective = (node: Nodes): node is Directive =>
  node.type === 'textDirective' || node.type === 'leafDirective' || node.type === 'containerDirective';

/** `10:30` and `1:2` are times and ratios, although they parse as directives named 30 and 2. */
const isPlainColon = (node: Directive) => node.type === 'textDirective' && /^\d/.test(node.name);

/** A text as Markdown: nodes with their positions, directives among them. */
export const markdownOf = (text: string): Root => unified().use(remarkParse).use(remarkGfm).use(remarkDirective).parse(text);

/**
 * Parses a step's Markdown into a tree without any attendee's values: `<step-value>` elements stand for them, in code blocks
 * too. Directives: `:value[name]` `:setting[name]` `:step[slug]` `:console{to=name}` `:term[words]` `::picture{name=…}` `:::note`
 * `:::params`, and the blocks of text-blocks.ts.
 * @throws TextError at the first directive or name that does not exist
 */
export function parseText(file: string, markdown: string, names: TextNames): Hast {
  const tree = markdownOf(markdown);
  const [mistake] = mistakesIn(file, tree, names);
  if (mistake) throw mistake;
  const hast = unified().use(remarkRehype, { handlers }).runSync(tree) as Hast; // what remark-rehype makes of a root
  const told = {
    'step-value': [names.known, 'name', 'label'],
    'tab-secret': [names.secrets, 'name', 'label'],
    'step-link': [names.steps, 'to', 'number'],
    'glossary-term': [names.terms, 'term', 'meaning'],
  } as const;
  let terms = 0;
  visit(hast, 'element', (node: Element) => {
    const [from, key, property] = told[node.tagName as keyof typeof told] ?? []; // absent for every other element
    if (from) node.properties[property] = from.get(String(node.properties[key])) ?? '';
    if (node.tagName === 'glossary-term') node.properties['id'] = `term-${++terms}`;
  });
  return hast;
}

/** Every unknown directive and name in a text, in order. */
export function mistakesIn(file: string, tree: Root, names: TextNames): TextError[] {
  const found: TextError[] = [];
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 0;
    if (isDirective(node) && !isPlainColon(node)) found.push(...inDirective(node, names).map((what) => new TextError(file, line, what)));
    if (node.type === 'code' || node.type === 'inlineCode')
      found.push(...inCode(node.value, names).map((what) => new TextError(file, line, what)));
    if (node.type === 'code') found.push(...mistakesInFence(node).map((what) => new TextError(file, line, what)));
  });
  return found;
}

const inName = (name: string, { known }: TextNames): string[] => (known.has(name) ? [] : [`there is no value or setting named "${name}"`]);

const inCode = (code: string, names: TextNames): string[] => [
  // a language may use such braces itself, so only an existing name counts as one of ours
  ...[...code.matchAll(/\{\{([^{}]{1,100})\}\}/g)]
    .map(([, within = '']) => within)
    .filter((within) => within !== within.trim() && names.known.has(within.trim()))
    .map((within) => `write {{${within.trim()}}} without spaces`),
  ...[...code.matchAll(/\{\{([\w:]{1,100})\}\}/g)].flatMap(([, whole = '']) => {
    if (!whole.startsWith('secret:')) return inName(whole, names);
    const name = whole.slice('secret:'.length);
    return names.secrets.has(name) ? [] : [`there is no secret named "${name}"`];
  }),
];

function inDirective(node: Directive, names: TextNames): string[] {
  switch (node.name) {
    case 'value':
    case 'setting':
      return inName(plainText(node), names);
    case 'step':
      return names.steps.has(plainText(node)) ? [] : [`there is no step "${plainText(node)}"`];
    case 'console':
      return names.consoles.has(node.attributes?.['to'] ?? '') ? [] : [`there is no console named "${node.attributes?.['to']}"`];
    case 'picture':
      return names.pictures?.has(node.attributes?.['name'] ?? '') ? [] : [`there is no picture named "${node.attributes?.['name']}"`];
    case 'note':
      return [];
    case 'term':
      return names.terms.has(termOf(node)) ? [] : [`the glossary has no term "${termOf(node)}"`];
    case 'params':
      return node.type === 'containerDirective' && node.children[0]?.type === 'list'
        ? []
        : [':::params holds one list of "Field: what to enter"'];
    default: {
      const block = node.type === 'containerDirective' ? blocks[node.name] : undefined;
      return block && node.type === 'containerDirective' ? block.mistakes(node, names) : [`there is no directive named "${node.name}"`];
    }
  }
}

/** The words themselves, or those that `of` gives where the sentence has another form of them. */
const termOf = (node: Directive): string => (node.attributes?.['of'] ?? plainText(node)).toLowerCase();

/** The checks and troubles for which a text says what to do. */
export function subjectsIn(tree: Hast): string[] {
  const found: string[] = [];
  visit(tree, 'element', ({ tagName, properties }: Element) => {
    if (tagName === 'step-trouble') found.push(...String(properties['subjects']).split(' ').filter(Boolean));
  });
  return found;
}

/** How many hints a step's text has. */
export function hintsIn(tree: Hast): number {
  let count = 0;
  visit(tree, 'element', ({ tagName }: Element) => {
    if (tagName === 'step-hint') count += 1;
  });
  return count;
}

function directive(state: State, node: Directive): Element | Text {
  if (isPlainColon(node)) return { type: 'text', value: `:${node.name}${plainText(node)}` };
  switch (node.name) {
    case 'value':
    case 'setting':
      return element('step-value', { name: plainText(node) });
    case 'step':
      return element('step-link', { to: plainText(node) });
    case 'console':
      return element('console-link', { to: node.attributes?.['to'] ?? '' }, state.all(node));
    case 'picture':
      return element('lab-picture', { name: node.attributes?.['name'] ?? '' });
    case 'term':
      return element('glossary-term', { term: termOf(node) }, state.all(node));
    case 'params':
      return element('dl', {}, node.type === 'containerDirective' ? parameters(state, node) : []);
    default: {
      const block = node.type === 'containerDirective' ? blocks[node.name] : undefined;
      if (block && node.type === 'containerDirective') return block.toElement(state, node);
      return element('div', { className: ['note'], role: 'note' }, state.all(node));
    }
  }
}

/** What a `{{name}}` in code becomes, to be filled in. */
const inlineValue = (name: string): Element =>
  name.startsWith('secret:') ? element('tab-secret', { name: name.slice('secret:'.length) }) : element('step-value', { name, bare: true });

/** Inline code with `{{name}}` in it. */
const withValues = (value: string): ElementContent[] =>
  value.split(/\{\{([\w:]{1,100})\}\}/).map((part, i) => (i % 2 === 0 ? { type: 'text', value: part } : inlineValue(part)));

const handlers = {
  textDirective: directive,
  leafDirective: directive,
  containerDirective: directive,
  code: (_: State, fence: Fence) => codeBlock(fence, inlineValue),
  // inline code that holds values is there to be copied
  inlineCode: (_: State, { value }: { value: string }) =>
    element(/\{\{[\w:]{1,100}\}\}/.test(value) ? 'copied-code' : 'code', {}, withValues(value)),
};

export type { Hast };
