import { describe, expect, test } from 'vitest';
import { parseText, TextError } from './text';

const names = {
  known: new Map([['clusterHost', 'Server hostname']]),
  consoles: new Set(['garden-gate']),
  secrets: new Map([['clientSecret', 'Your client secret']]),
  steps: new Map([['create-cluster', '1.2']]),
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

test('HTML in a text is not taken for markup', () => {
  expect(JSON.stringify(parse('<script>alert(1)</script>'))).not.toContain('script');
});
