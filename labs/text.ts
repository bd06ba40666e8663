import type { Element, ElementContent, Root as Hast, Text } from 'hast';
import type { List, Nodes, Root } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** What a text may name: values and settings, and consoles. */
export interface Vocabulary {
  /** Names, and the labels under which people know them. */
  names: ReadonlyMap<string, string>;
  consoles: ReadonlySet<string>;
  /** What attendees hold in their tab: code may be filled in with it, in the browser only. */
  secrets: ReadonlySet<string>;
}

/** A text's mistake, with the file and line to mend. */
export class TextError extends Error {
  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
    this.name = 'TextError';
  }
}

type Directive = TextDirective | LeafDirective | ContainerDirective;
const isDirective = (node: Nodes): node is Directive =>
  node.type === 'textDirective' || node.type === 'leafDirective' || node.type === 'containerDirective';

/** `10:30` and `1:2` are times and ratios, though they parse as directives named 30 and 2. */
const isPlainColon = (node: Directive) => node.type === 'textDirective' && /^\d/.test(node.name);

const textOf = (node: Nodes): string => ('value' in node ? node.value : 'children' in node ? node.children.map(textOf).join('') : '');

/**
 * Parses a step's Markdown into a tree that holds no attendee's values yet: they stand as `<value name>` elements, in code
 * blocks too. Directives: `:value[name]` `:setting[name]` `:console{to=name}` `:::note` `:::params`.
 * @throws TextError at the first directive or name that does not exist
 */
export function parseText(file: string, markdown: string, vocabulary: Vocabulary): Hast {
  const tree: Root = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).parse(markdown);
  visit(tree, (node) => {
    if (isDirective(node) && !isPlainColon(node)) checkDirective(file, node, vocabulary);
    if (node.type === 'code' || node.type === 'inlineCode') {
      const line = node.position?.start.line ?? 0;
      for (const [, secret, name = ''] of node.value.matchAll(/\{\{(secret:)?(\w+)\}\}/g)) {
        if (!secret) checkName(file, line, name, vocabulary);
        else if (!vocabulary.secrets.has(name)) throw new TextError(file, line, `there is no secret named "${name}"`);
      }
    }
  });
  const hast = unified().use(remarkRehype, { handlers }).runSync(tree) as Hast; // what remark-rehype makes of a root
  visit(hast, { tagName: 'step-value' }, (node: Element) => {
    node.properties['label'] = vocabulary.names.get(String(node.properties['name'])) ?? '';
  });
  return hast;
}

function checkName(file: string, line: number, name: string, { names }: Vocabulary): void {
  if (!names.has(name)) throw new TextError(file, line, `there is no value or setting named "${name}"`);
}

function checkDirective(file: string, node: Directive, vocabulary: Vocabulary): void {
  const line = node.position?.start.line ?? 0;
  switch (node.name) {
    case 'value':
    case 'setting':
      checkName(file, line, textOf(node), vocabulary);
      return;
    case 'console':
      if (!vocabulary.consoles.has(node.attributes?.['to'] ?? ''))
        throw new TextError(file, line, `there is no console named "${node.attributes?.['to']}"`);
      return;
    case 'note':
      return;
    case 'params':
      if (node.type !== 'containerDirective' || node.children[0]?.type !== 'list')
        throw new TextError(file, line, ':::params holds one list of "Field: what to enter"');
      return;
    default:
      throw new TextError(file, line, `there is no directive named "${node.name}"`);
  }
}

const element = (tagName: string, properties: Element['properties'], children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** `state.all` of mdast-util-to-hast, as far as we use it. */
interface State {
  all: (node: Nodes) => ElementContent[];
}

function directive(state: State, node: Directive): Element | Text {
  if (isPlainColon(node)) return { type: 'text', value: `:${node.name}${textOf(node)}` };
  switch (node.name) {
    case 'value':
    case 'setting':
      return element('step-value', { name: textOf(node) });
    case 'console':
      return element('console-link', { to: node.attributes?.['to'] ?? '' }, state.all(node));
    case 'params':
      return element(
        'dl',
        { className: ['params'] },
        node.children
          .filter((c): c is List => c.type === 'list')
          .flatMap((list) => list.children.map((item) => parameter(state.all(item)))),
      );
    default:
      return element('div', { className: ['note'], role: 'note' }, state.all(node));
  }
}

/** "Field: what to enter", the field's name up to the first colon. */
function parameter(children: ElementContent[]): Element {
  const flat = children
    .flatMap((c) => (c.type === 'element' && c.tagName === 'p' ? c.children : [c]))
    .filter((c) => !(c.type === 'text' && c.value === '\n'));
  const [head, ...rest] = flat;
  const text = head?.type === 'text' ? head.value : '';
  const cut = text.indexOf(':');
  const tail: ElementContent[] = [{ type: 'text', value: text.slice(cut + 1).trimStart() }, ...rest];
  return element('div', {}, [element('dt', {}, [{ type: 'text', value: text.slice(0, cut) }]), element('dd', {}, tail)]);
}

/** A fence or an inline code with `{{name}}` in it: the names become elements to fill. */
function withValues(value: string): ElementContent[] {
  return value.split(/\{\{((?:secret:)?\w+)\}\}/).map((part, i) => {
    if (i % 2 === 0) return { type: 'text', value: part };
    return part.startsWith('secret:')
      ? element('tab-secret', { name: part.slice('secret:'.length) })
      : element('step-value', { name: part, bare: true });
  });
}

const handlers = {
  textDirective: directive,
  leafDirective: directive,
  containerDirective: directive,
  code: (_: State, node: { value: string; lang?: string | null }) =>
    element('code-block', { lang: node.lang ?? '' }, withValues(node.value)),
  // with values in it, it is there to be copied
  inlineCode: (_: State, { value }: { value: string }) =>
    element(/\{\{[\w:]+\}\}/.test(value) ? 'copied-code' : 'code', {}, withValues(value)),
};

export type { Hast };
