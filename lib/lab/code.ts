import type { Element, ElementContent, RootContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import ini from 'highlight.js/lib/languages/ini';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

const grammars = { bash, ini, json, python, sql, yaml };
const names = { bash: 'Shell', ini: 'INI', json: 'JSON', python: 'Python', sql: 'SQL', yaml: 'YAML' } satisfies Record<
  keyof typeof grammars,
  string
>;
const highlighter = createLowlight(grammars);

/** A fenced code block as Markdown has it. */
export interface Fence {
  value: string;
  lang?: string | null;
  /** What follows the language: `{3,5-7}` for the lines that matter, `title="New cell"`. */
  meta?: string | null;
}

const isKnown = (lang: string): lang is keyof typeof names => Object.hasOwn(names, lang);

const metaPattern = /^(?:\{([\d,-]{1,200})\})? ?(?:title="([^"]{1,100})")?$/;
const rangePattern = /^(\d{1,4})(?:-(\d{1,4}))?$/;

/** @returns null where what follows the language is something else */
function read({ lang, meta }: Fence) {
  const parts = metaPattern.exec(meta?.trim() ?? '');
  const ranges = (parts?.[1]?.split(',') ?? []).map((range) => rangePattern.exec(range));
  if (!parts || ranges.includes(null)) return null;
  const lines = ranges.flatMap((r) => (r ? [{ from: Number(r[1]), to: Number(r[2] ?? r[1]) }] : []));
  return {
    title: parts[2] ?? (lang && isKnown(lang) ? names[lang] : ''),
    lastLine: Math.max(0, ...lines.map(({ to }) => to)),
    isImportant: (line: number) => lines.some(({ from, to }) => from <= line && line <= to),
  };
}

/** What is wrong with a fence, for the text's author. */
export function mistakesInFence(fence: Fence): string[] {
  const { lang, meta, value } = fence;
  if (lang && !isKnown(lang))
    return [`code in "${lang}" cannot be highlighted; there is ${Object.keys(names).join(', ')}, or leave it out`];
  const known = read(fence);
  if (!known) return [`after the language comes {3} or {1,4-6} and title="…", not "${meta}"`];
  const count = value.split('\n').length;
  return known.lastLine > count ? [`there is no line ${known.lastLine} in this code, which has ${count}`] : [];
}

/** A private character stands for each `{{name}}` while the code is highlighted, so that no grammar can break a name apart. */
const firstStandIn = 0xe000;
const standIns = /[\ue000-\uf8ff]/;

/**
 * A fenced code block as `<code-block>`: highlighted with classes (`k` keyword, `s` string, `n` number, `c` comment; see
 * app/globals.css), the lines that matter in `<strong>`. Done once, when the text is parsed.
 * @param elementFor the element that an attendee's value is filled into
 */
export function codeBlock(fence: Fence, elementFor: (name: string) => Element): Element {
  const known = read(fence);
  const values: Element[] = [];
  const code = fence.value.replace(/\{\{([\w:]{1,100})\}\}/g, (_, name: string) => {
    values.push(elementFor(name));
    return String.fromCharCode(firstStandIn + values.length - 1);
  });
  const isHighlighted = fence.lang && isKnown(fence.lang);
  const found: readonly RootContent[] = isHighlighted
    ? highlighter.highlight(fence.lang ?? '', code).children
    : [{ type: 'text', value: code }];
  const filled = (text: string): ElementContent[] =>
    text.split('').flatMap((character): ElementContent[] => {
      const value = standIns.test(character) ? values[character.charCodeAt(0) - firstStandIn] : undefined;
      return [value ?? { type: 'text', value: character }];
    });
  const lines = linesOf(found).map((line) => withValues(line, filled));
  const children = lines.flatMap((line, i): ElementContent[] => {
    const whole: ElementContent[] = i < lines.length - 1 ? [...line, { type: 'text', value: '\n' }] : line;
    return known?.isImportant(i + 1) ? [{ type: 'element', tagName: 'strong', properties: {}, children: merged(whole) }] : whole;
  });
  return { type: 'element', tagName: 'code-block', properties: { title: known?.title ?? '' }, children: merged(children) };
}

/** How the parts that a grammar finds are shown; the rest stays plain, so that a page is calm. */
const shown: Readonly<Record<string, string>> = {
  'hljs-keyword': 'k',
  'hljs-attr': 'k',
  'hljs-section': 'k',
  'hljs-string': 's',
  'hljs-number': 'n',
  'hljs-literal': 'n',
  'hljs-comment': 'c',
};

/** Highlighted code line by line; what spans lines is split. */
function linesOf(nodes: readonly RootContent[]): ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  const add = (node: ElementContent) => lines.at(-1)?.push(node);
  for (const node of nodes) {
    if (node.type === 'text') {
      node.value.split('\n').forEach((value, i) => {
        if (i > 0) lines.push([]);
        if (value) add({ type: 'text', value });
      });
    } else if (node.type === 'element') {
      const look = [node.properties['className'] ?? []]
        .flat()
        .map((name) => shown[String(name)])
        .find(Boolean);
      linesOf(node.children).forEach((children, i) => {
        if (i > 0) lines.push([]);
        if (look && children.length > 0) add({ type: 'element', tagName: 'span', properties: { className: [look] }, children });
        else children.forEach(add);
      });
    }
  }
  return lines;
}

const withValues = (nodes: readonly ElementContent[], filled: (text: string) => ElementContent[]): ElementContent[] =>
  nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return merged(filled(node.value));
    return node.type === 'element' ? [{ ...node, children: withValues(node.children, filled) }] : [];
  });

/** Neighboring texts as one. */
function merged(nodes: readonly ElementContent[]): ElementContent[] {
  const all: ElementContent[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (node.type === 'text' && last?.type === 'text') all[all.length - 1] = { type: 'text', value: last.value + node.value };
    else all.push(node);
  }
  return all;
}
