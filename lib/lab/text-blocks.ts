import type { Element, ElementContent } from 'hast';
import type { List, Nodes } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { TextNames } from './text';
import { isTrouble } from './trouble';

/** `state.all` of mdast-util-to-hast, as far as we use it. */
export interface State {
  all: (node: Nodes) => ElementContent[];
}

export const element = (tagName: string, properties: Element['properties'], children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

export const plainText = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(plainText).join('') : '';

type Child = ContainerDirective['children'][number];
const isLabel = (child: Child) => child.type === 'paragraph' && child.data?.directiveLabel === true;

/** What stands in the square brackets of a block. */
const labelOf = ({ children }: ContainerDirective): string => children.filter(isLabel).map(plainText).join('').trim();
/** A block without its label. */
const bodyOf = (node: ContainerDirective): ContainerDirective => ({ ...node, children: node.children.filter((c) => !isLabel(c)) });
const onlyList = (node: ContainerDirective): List | null => {
  const [list, ...more] = bodyOf(node).children;
  return list?.type === 'list' && more.length === 0 ? list : null;
};

/** The checks and troubles that a block is about. */
const subjectsOf = (node: ContainerDirective): string[] =>
  labelOf(node)
    .split(/[\s,]+/)
    .filter(Boolean);

interface Block {
  /** What is wrong with how it is written. */
  mistakes: (node: ContainerDirective, names: TextNames) => string[];
  toElement: (state: State, node: ContainerDirective) => Element;
}

const fields = (list: List | null): string[] => (list?.children ?? []).map((item) => plainText(item).split(':', 1).join(''));

/** The blocks of a text beyond notes and parameters, by name. What each looks like is in components/step/text-blocks.tsx. */
export const blocks: Readonly<Record<string, Block>> = {
  goal: {
    mistakes(node) {
      const has = fields(onlyList(node));
      const isWhole = has.length === 3 && ['Goal', 'Done when', 'Why'].every((field, i) => has[i] === field);
      return isWhole ? [] : [':::goal holds one list: "Goal: …", "Done when: …" and "Why: …"'];
    },
    toElement: (state, node) => element('step-goal', {}, parameters(state, node)),
  },
  form: {
    mistakes: (node) => [
      ...(labelOf(node) ? [] : [':::form needs its title on the screen in square brackets']),
      ...(node.attributes?.['app'] ? [] : [':::form needs an app="…" that says where it is']),
      ...(onlyList(node) ? [] : [':::form holds one list of "Field: what to enter"']),
    ],
    toElement: (state, node) =>
      element(
        'console-form',
        { title: labelOf(node), app: node.attributes?.['app'] ?? '', button: node.attributes?.['button'] ?? '' },
        parameters(state, bodyOf(node)).map(formField),
      ),
  },
  hint: {
    mistakes: (node) => [
      ...(labelOf(node) ? [] : [':::hint needs a title in square brackets']),
      ...(onlyList(node) ? [] : [':::hint holds one list, an item for each hint']),
    ],
    toElement: (state, node) => {
      const tiers = (onlyList(node)?.children ?? []).map((item) => state.all(item));
      return hint(labelOf(node), tiers, 1);
    },
  },
  trouble: {
    mistakes: (node, { checks }) => [
      ...(node.attributes?.['title'] ? [] : [':::trouble needs a title="…" that says what people see']),
      ...subjectsOf(node)
        .filter((name) => !checks.has(name) && !isTrouble(name))
        .map((name) => `this step has no check "${name}", and there is no trouble of that name`),
    ],
    toElement: (state, node) =>
      element('step-trouble', { title: node.attributes?.['title'] ?? '', subjects: subjectsOf(node).join(' ') }, state.all(bodyOf(node))),
  },
  'check-yourself': {
    mistakes: (node) => (labelOf(node) ? [] : [':::check-yourself needs its question in square brackets']),
    toElement: (state, node) => element('check-yourself', { title: labelOf(node) }, state.all(bodyOf(node))),
  },
  learnt: {
    mistakes: (node) => (bodyOf(node).children.some((c) => c.type === 'list') ? [] : [':::learnt needs a list of where to read on']),
    toElement: (state, node) =>
      element(
        'step-learnt',
        {},
        state
          .all(bodyOf(node))
          .map((child) => (child.type === 'element' && child.tagName === 'ul' ? element('read-on', {}, [child]) : child)),
      ),
  },
};

/** How a field of a form is drawn, by what is to be done with it. */
const looks = [
  ['on', /^ticked\b/],
  ['off', /^not ticked\b/],
  ['left', /^(?:leave )?as (?:it is|they are)\b/],
] as const;

/** A field of a form: what goes into it, and what else there is to say. That begins at the first comma or bracket: `ticked, under Advanced`. */
function formField({ children: [label, content] }: Element): Element {
  const parts = content?.type === 'element' ? content.children : [];
  const [first] = parts;
  const look = looks.find(([, words]) => first?.type === 'text' && words.test(first.value))?.[0] ?? 'set';
  const at = parts.findIndex((part) => part.type === 'text' && /(?:^|\S)(?:, | \()/.test(part.value));
  const [before, after] = at < 0 ? [parts, []] : [parts.slice(0, at), parts.slice(at + 1)];
  const cut = parts[at];
  if (cut?.type === 'text') {
    const from = Math.min(...[', ', ' ('].map((mark) => cut.value.indexOf(mark)).filter((i) => i >= 0));
    before.push({ type: 'text', value: cut.value.slice(0, from) });
    after.unshift({ type: 'text', value: cut.value.slice(from).replace(/^, /, '').trimStart() });
  }
  return element('form-field', { look }, [
    ...(label ? [label] : []),
    element('dd', {}, [element('form-entry', {}, before), ...(after.length > 0 ? [element('small', {}, after)] : [])]),
  ]);
}

/** Each hint is within the one before, so that they open one by one. */
const hint = (title: string, tiers: readonly ElementContent[][], at: number): Element =>
  element('step-hint', { title, at, of: tiers.length }, [
    ...(tiers[at - 1] ?? []),
    ...(at < tiers.length ? [hint(title, tiers, at + 1)] : []),
  ]);

/** A block's list of "Field: what to enter" as pairs. */
export const parameters = (state: State, { children }: ContainerDirective): Element[] =>
  children.filter((c): c is List => c.type === 'list').flatMap((list) => list.children.map((item) => parameter(state.all(item))));

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
