import { describe, expect, test } from 'vitest';
import { parseText, subjectsIn, TextError } from './text';

const names = {
  known: new Map([['clusterHost', 'Server hostname']]),
  consoles: new Set(['garden-gate']),
  secrets: new Map([['clientSecret', 'Your client secret']]),
  steps: new Map([['create-cluster', '1.2']]),
  checks: new Set(['garden.gate-is-open']),
  terms: new Map([['managed folder', 'A folder that is managed.']]),
};
const parse = (markdown: string) => parseText('step.md', markdown, names);

describe('a text’s mistakes fail with their line', () => {
  test.each([
    ['an unknown value', 'one\n\ntwo :value[clusterHots]', 'step.md:3: there is no value or setting named "clusterHots"'],
    ['an unknown setting', 'one :setting[regoin]', 'step.md:1: there is no value or setting named "regoin"'],
    ['an unknown value in a fence', 'one\n\n```\nhost {{nobody}}\n```', 'step.md:3: there is no value or setting named "nobody"'],
    ['an unknown value in inline code', 'see `{{nobody}}`', 'step.md:1: there is no value'],
    ['an unknown secret', '```\nx {{secret:password}}\n```', 'step.md:1: there is no secret named "password"'],
    ['an unknown step', 'one\n\nas in :step[create-clutser]', 'step.md:3: there is no step "create-clutser"'],
    ['an unknown console', ':console{to=moon}', 'step.md:1: there is no console named "moon"'],
    ['an unknown directive', 'a\n\n:::warning\nx\n:::', 'step.md:3: there is no directive named "warning"'],
    ['a term without a meaning', 'a :term[folder]', 'step.md:1: the glossary has no term "folder"'],
    ['a goal that is not whole', ':::goal\n- Goal: x\n- Why: y\n:::', 'step.md:1: :::goal holds one list'],
    ['a goal in another order', ':::goal\n- Why: y\n- Goal: x\n- Done when: z\n:::', 'step.md:1: :::goal holds one list'],
    ['a hint without a title', ':::hint\n- x\n:::', 'step.md:1: :::hint needs a title'],
    ['a hint that is no list', ':::hint[t]\nx\n:::', 'step.md:1: :::hint holds one list'],
    ['trouble of another step', ':::trouble[garden.gate]{title="t"}\nx\n:::', 'step.md:1: this step has no check "garden.gate"'],
    ['trouble that nobody sees', ':::trouble[forbidden]\nx\n:::', 'step.md:1: :::trouble needs a title'],
    ['no question', ':::check-yourself\nx\n:::', 'step.md:1: :::check-yourself needs its question'],
    ['nothing to read on', ':::learnt\nx\n:::', 'step.md:1: :::learnt needs a list'],
    ['a block within a line', 'see :goal[x]', 'step.md:1: there is no directive named "goal"'],
    ['a form without a title', ':::form{app="Moon"}\n- A: b\n:::', 'step.md:1: :::form needs its title'],
    ['a form of no app', ':::form[New]\n- A: b\n:::', 'step.md:1: :::form needs an app'],
    ['a form that is no list', ':::form[New]{app="Moon"}\nx\n:::', 'step.md:1: :::form holds one list'],
    ['parameters that are no list', ':::params\nx\n:::', 'step.md:1: :::params holds one list'],
  ])('%s', (_, markdown, message) => {
    expect(() => parse(markdown)).toThrow(TextError);
    expect(() => parse(markdown)).toThrow(message);
  });
});

test('values stand as elements, in code too, so that an attendee’s own can be filled in', () => {
  const tree = JSON.stringify(parse('Use :value[clusterHost]:\n\n```\nhost {{clusterHost}}\n```'));
  expect(tree).toContain('"tagName":"step-value","properties":{"name":"clusterHost","label":"Server hostname"}');
  expect(tree).toContain('"tagName":"step-value","properties":{"name":"clusterHost","bare":true,"label":"Server hostname"}');
});

test('another step stands as an element with its number, so that no number can go stale', () => {
  expect(JSON.stringify(parse('Done in :step[create-cluster].'))).toContain(
    '"tagName":"step-link","properties":{"to":"create-cluster","number":"1.2"}',
  );
});

test('what only the tab knows stands as an element of its own, and copied code has a button', () => {
  expect(JSON.stringify(parse('```\nkey = "{{secret:clientSecret}}"\n```'))).toContain(
    '"tagName":"tab-secret","properties":{"name":"clientSecret","label":"Your client secret"}',
  );
  expect(JSON.stringify(parse('see `https://{{clusterHost}}/` and `plain`'))).toMatch(/"copied-code".*"tagName":"code"/);
});

test('a parameter splits at its first colon', () => {
  const tree = JSON.stringify(parse(':::params\n- Ratio: 1:2, or so\n:::'));
  expect(tree).toContain('"tagName":"dt","properties":{},"children":[{"type":"text","value":"Ratio"}]');
  expect(parse('At 10:30')).toMatchObject({ children: [{ children: [{ value: 'At 10' }, { type: 'text', value: ':30' }] }] });
  expect(tree).not.toContain('directive');
});

describe('a form shows', () => {
  const field = (entry: string) => {
    const tree = JSON.stringify(parse(`:::form[New compute]{app="Moon" button="Create"}\n- Field: ${entry}\n:::`));
    expect(tree).toContain('"tagName":"console-form","properties":{"title":"New compute","app":"Moon","button":"Create"}');
    return tree;
  };
  const text = (tag: string, value: string) => `"tagName":"${tag}","properties":{},"children":[{"type":"text","value":"${value}"}]`;
  test.each([
    ['ticked', 'on', 'ticked', null],
    ['ticked, under Advanced', 'on', 'ticked', 'under Advanced'],
    ['ticked (once: pick it)', 'on', 'ticked', '(once: pick it)'],
    ['not ticked', 'off', 'not ticked', null],
    ['as it is, or more than 60 minutes', 'left', 'as it is', 'or more than 60 minutes'],
    ['leave as they are', 'left', 'leave as they are', null],
    ['Dedicated (once “Single user”), under Advanced', 'set', 'Dedicated', '(once “Single user”), under Advanced'],
    ['the one you made', 'set', 'the one you made', null],
  ])('%s', (entry, look, content, more) => {
    const tree = field(entry);
    expect(tree).toContain(`"tagName":"form-field","properties":{"look":"${look}"}`);
    expect(tree).toContain(text('form-entry', content));
    if (more === null) expect(tree).not.toContain('"tagName":"small"');
    else expect(tree).toContain(text('small', more));
  });
  test('a value of the attendee, and what else there is to say', () => {
    const tree = field(':value[clusterHost], neither Beta nor GPU');
    expect(tree).toContain('"tagName":"step-value"');
    expect(tree).toContain(text('small', 'neither Beta nor GPU'));
  });
});

test('HTML in a text is not taken for markup', () => {
  expect(JSON.stringify(parse('<script>alert(1)</script>'))).not.toContain('script');
});

test('a step opens with its goal', () => {
  const tree = JSON.stringify(parse(':::goal\n- Goal: An open gate: yours.\n- Done when: It opens.\n- Why: You go through.\n:::'));
  expect(tree).toContain('"tagName":"step-goal"');
  expect(tree).toContain('"value":"An open gate: yours."');
});

test('hints are within one another, so that they unfold one by one', () => {
  const [hint] = parse(':::hint[Where is the gate?]\n- Not here.\n- North.\n- Behind :value[clusterHost].\n:::').children;
  expect(hint).toMatchObject({ tagName: 'step-hint', properties: { title: 'Where is the gate?', at: 1, of: 3 } });
  const hintIn = (at: number, more: object[]) =>
    expect.objectContaining({ properties: expect.objectContaining({ at }), children: expect.arrayContaining(more) });
  expect(hint).toMatchObject({ children: expect.arrayContaining([hintIn(2, [hintIn(3, [])])]) });
});

test('what to do about a check or a trouble stands under its name', () => {
  const tree = parse(
    ':::trouble[garden.gate-is-open, forbidden]{title="It is locked"}\nKnock.\n:::\n\n:::trouble{title="It rains"}\nWait.\n:::',
  );
  expect(subjectsIn(tree)).toEqual(['garden.gate-is-open', 'forbidden']);
  expect(tree.children[0]).toMatchObject({
    tagName: 'step-trouble',
    properties: { title: 'It is locked', subjects: 'garden.gate-is-open forbidden' },
    children: [{ tagName: 'p', children: [{ value: 'Knock.' }] }],
  });
});

test('a term stands with its meaning, each under an id of its own, in whatever form the sentence has it', () => {
  const tree = JSON.stringify(parse('A :term[Managed folder], or two :term[managed folders]{of="managed folder"}.'));
  for (const id of ['term-1', 'term-2'])
    expect(tree).toContain(`"properties":{"term":"managed folder","meaning":"A folder that is managed.","id":"${id}"}`);
});

test('a question has its answer, and the end of a step where to read on', () => {
  expect(parse(':::check-yourself[Why?]\nBecause.\n:::').children[0]).toMatchObject({
    tagName: 'check-yourself',
    properties: { title: 'Why?' },
    children: [{ tagName: 'p', children: [{ value: 'Because.' }] }],
  });
  const tree = JSON.stringify(parse(':::learnt\nGates open.\n\n- [Gates](https://example.com/gates)\n:::'));
  expect(tree).toMatch(/"tagName":"step-learnt".*Gates open.*"tagName":"read-on".*"tagName":"ul"/);
});
