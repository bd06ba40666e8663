import type { Element, ElementContent } from 'hast';
import { expect, test } from 'vitest';
import { codeBlock, type Fence, mistakesInFence } from './code';

const value = (name: string): Element => ({ type: 'element', tagName: 'step-value', properties: { name }, children: [] });
const html = (node: ElementContent): string => {
  if (node.type !== 'element') return node.type === 'text' ? node.value : '';
  const { className, name } = node.properties;
  return `<${node.tagName}${className ? ` ${className}` : ''}${name ? ` ${name}` : ''}>${node.children.map(html).join('')}</${node.tagName}>`;
};
const shown = (fence: Fence) => codeBlock(fence, value).children.map(html).join('');

test('keywords, strings, numbers and comments are told apart', () => {
  expect(shown({ lang: 'python', value: 'import x  # why\nprint("a", 42)' })).toBe(
    '<span k>import</span> x  <span c># why</span>\nprint(<span s>"a"</span>, <span n>42</span>)',
  );
  expect(shown({ lang: 'sql', value: "SELECT 'a' -- all" })).toBe("<span k>SELECT</span> <span s>'a'</span> <span c>-- all</span>");
});

test('code without a language stays unchanged', () => {
  expect(shown({ value: 'import x # why' })).toBe('import x # why');
});

test('a value stays whole, within a string and outside of one', () => {
  expect(shown({ lang: 'python', value: 'f("/mnt/{{mountName}}/x", {{secret:key}})' })).toBe(
    'f(<span s>"/mnt/<step-value mountName></step-value>/x"</span>, <step-value secret:key></step-value>)',
  );
});

test('lines that matter stand out, also where a string spans them', () => {
  expect(shown({ lang: 'python', meta: '{2}', value: 'a = """one\ntwo\nthree"""\nb' })).toBe(
    'a = <span s>"""one</span>\n<strong><span s>two</span>\n</strong><span s>three"""</span>\nb',
  );
  expect(shown({ meta: '{1,3-4}', value: 'a\nb\nc\nd' })).toBe('<strong>a\n</strong>b\n<strong>c\n</strong><strong>d</strong>');
});

test('what is copied is what the text has', () => {
  const text = 'def f(a):\n\n    return """x\n\ny"""  # z\n';
  expect(shown({ lang: 'python', meta: '{3-4}', value: text }).replace(/<[^>]*>/g, '')).toBe(text);
});

test.each<[Fence, string]>([
  [{ lang: 'python', value: '' }, 'Python'],
  [{ lang: 'python', meta: 'title="New cell"', value: '' }, 'New cell'],
  [{ lang: 'sql', meta: '{1} title="SQL editor"', value: '' }, 'SQL editor'],
  [{ value: '' }, ''],
])('a block says what it is: %o', (fence, title) => {
  expect(mistakesInFence(fence)).toEqual([]);
  expect(codeBlock(fence, value).properties['title']).toBe(title);
});

test.each<[Fence, string]>([
  [{ lang: 'pythn', value: '' }, 'code in "pythn" cannot be highlighted; there is bash, ini, json, python, sql, yaml, or leave it out'],
  [{ lang: 'sql', meta: '{two}', value: '' }, 'after the language comes {3} or {1,4-6} and title="…", not "{two}"'],
  [{ lang: 'sql', meta: '{3}', value: 'a\nb' }, 'there is no line 3 in this code, which has 2'],
])('a mistake in a fence is told: %o', (fence, what) => {
  expect(mistakesInFence(fence)).toEqual([what]);
});
