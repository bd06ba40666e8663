import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvOf, jsonOf } from './csv';

const cell = (text: string) => csvOf(['a'], [{ a: text }]);

test.each([
  ['=HYPERLINK("http://x.example","click")', `"'=HYPERLINK(""http://x.example"",""click"")"`],
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  [' =1', `"' =1"`],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
])('what a spreadsheet would calculate is text: %j', (text, written) => {
  const [field] = Papa.parse<string[]>(cell(text)).data[0] ?? [];
  expect(field).toBe(`'${text}`);
  expect(cell(text).replaceAll('"', '')).toContain(written.replaceAll('"', '').slice(0, 4));
});

test.each([
  ['plain', 'plain\r\n'],
  ['a=b', 'a=b\r\n'],
  ['a,b', '"a,b"\r\n'],
  ['he said "no"', '"he said ""no"""\r\n'],
  ['a;b', 'a;b\r\n'],
  ['1 - 2', '1 - 2\r\n'],
  ['Zoë Müller', 'Zoë Müller\r\n'],
  ['', '\r\n'],
])('%j is written so that it is read back as it was', (text, written) => {
  expect(cell(text)).toBe(written);
});

test.each(['two\nlines', 'two\rlines', 'two\r\nlines', 'two\u2028lines'])(
  'a line break is a space, so that a row is a line: %j',
  (text) => {
    expect(cell(text)).toBe('two lines\r\n');
  },
);

test.each([
  ...[
    '\t=1',
    'a;=1',
    'a;+1',
    'a;-1',
    'a;@x',
    'a; =1',
    'a;＝1',
    'a\t=1',
    'a\n=1',
    'a\r\n=1',
    '\n=1',
    '\r=1',
    'a;;=1',
    ';=1;=2',
    '"a;=1',
    'a;"=1"',
  ],
  ...['a\n;=1', 'a;\n=1', 'a\n"=1', '=1;\t =1', 'a,;\t@x'],
])('nothing is calculated by a spreadsheet that separates by semicolons or tabs, either: %j', (text) => {
  const written = csvOf(
    ['n', 'a', 'b'],
    [
      { n: 1, a: text, b: text },
      { n: text, a: 'x', b: text },
    ],
  );
  for (const delimiter of [';', '\t', ',']) {
    const { data } = Papa.parse<string[]>(written, { delimiter, newline: '\r\n', skipEmptyLines: true });
    expect(data).toHaveLength(2);
    // some drop what quotation marks stand before a cell's text
    for (const field of data.flat()) expect(field.replace(/^["\s]+/, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
  }
  expect(written.split(/\r\n|\r|\n/)).toHaveLength(3);
});

test('a very long cell of separators is written at once', () => {
  const text = ';"\t '.repeat(50_000);
  expect(Papa.parse<string[]>(cell(text)).data[0]).toEqual([text]);
});

test('numbers, times and what is not there', () => {
  const at = new Date('2026-11-26T10:12:00.000Z');
  const row = { n: -5, yes: true, at, none: null };
  const columns = ['n', 'yes', 'at', 'none', 'unknown'];
  expect(csvOf(columns, [row])).toBe('-5,true,2026-11-26T10:12:00.000Z,,\r\n');
  expect(JSON.parse(jsonOf(columns, [row]))).toEqual({ n: -5, yes: true, at: '2026-11-26T10:12:00.000Z', none: null, unknown: null });
});

test('columns keep their order, whatever order a row has, and no other gets in', () => {
  expect(csvOf(['b', 'a'], [{ a: 1, b: 2, secret: 'x' }])).toBe('2,1\r\n');
  expect(jsonOf(['b', 'a'], [{ a: 1, b: 2, secret: 'x' }])).toBe('{"b":2,"a":1}');
});

test('JSON is no formula, and stays unchanged', () => {
  expect(JSON.parse(jsonOf(['a'], [{ a: '=1' }]))).toEqual({ a: '=1' });
});

test('no rows are no lines', () => {
  expect(csvOf(['a'], [])).toBe('');
  expect(jsonOf(['a'], [])).toBe('');
});
