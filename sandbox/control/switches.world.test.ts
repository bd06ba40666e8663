// The practice page's own forms: all that makes the practice cloud strict is on it, and each switch sets what it shows.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { presets, type Rules, usualRules } from '../world/rules.ts';
import { type Settable, switches } from './switches.ts';

const origin = process.env['CLOUD_ORIGIN'] ?? '';
const page = async () => (await fetch(`${origin}/_practice/`)).text();
const rules = async (): Promise<Rules> => (await (await fetch(`${origin}/_practice/state`)).json()).world.rules;
const send = (path: string, fields: [string, string][], headers: Record<string, string> = { origin }) =>
  fetch(`${origin}/_practice${path}`, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

type Fields = [string, string][];
/** What a browser would send of each form that leads to a path, as the page shows it. */
function formsTo(html: string, path: string): Fields[] {
  const forms = [...html.matchAll(/<form method="post" action="\/_practice([^"]*)"[^>]*>(.*?)<\/form>/gs)].filter(([, to]) => to === path);
  return forms.map(([, , inner = '']) => [
    ...[...inner.matchAll(/<input ([^>]*)\/>/g)].flatMap(([, attributes = '']): Fields => {
      const [name = '', value = ''] = ['name', 'value'].map((a) => new RegExp(`\\b${a}="([^"]*)"`).exec(attributes)?.[1] ?? '');
      return /type="checkbox"/.test(attributes) && !/\bchecked\b/.test(attributes) ? [] : [[name, value]];
    }),
    ...[...inner.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)].map(([, name = '', options = '']): [string, string] => [
      name,
      (/value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options))?.[1] ?? '',
    ]),
  ]);
}
/** The forms with single switches, as the page shows them now. */
const forms = async (): Promise<Fields[]> => formsTo(await page(), '/rules').slice(1);

beforeEach(async () => void (await send('/reset', [])));
afterAll(async () => void (await send('/reset', [])));

test('every switch has words and a place on the page', async () => {
  expect([...Object.keys(switches), 'blocks']).toEqual(expect.arrayContaining(Object.keys(presets.strict)));
  const shown = new Set((await forms()).flat().map(([name]) => name.replace('[]', '')));
  expect([...shown].sort()).toEqual(Object.keys(switches).sort());
  const html = await page();
  for (const { label } of Object.values(switches)) expect(html).toContain(label);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length); // a label is one field's
});

test.each(['kind', 'strict', 'unprepared'] as const)('the forms of a %s world, sent as they stand, change nothing', async (preset) => {
  expect((await send('/rules', [['preset', preset]])).status).toBe(303);
  expect(await rules()).toEqual({ ...usualRules, ...presets[preset] });
  expect(await page()).toContain(`Now it is ${preset}.`);
  for (const form of await forms()) expect((await send('/rules', form)).status).toBe(303);
  expect(await rules()).toEqual({ ...usualRules, ...presets[preset] });
});

const others = Object.entries(switches).map(([name, how]): [string, Fields, unknown] => {
  const was = usualRules[name as keyof Settable]; // a key of it
  if (how.kind === 'tick') return [name, [[name, String(was !== true)]], was !== true];
  if (how.kind === 'one') return [name, [[name, how.options[1] ?? '']], how.options[1]];
  if (how.kind === 'any')
    return [name, [[`${name}[]`, ''], ...how.options.map((option): [string, string] => [`${name}[]`, option])], how.options];
  return [name, [[name, '7']], 7];
});
test.each(others)('%s is set by itself, and its form then shows it', async (name, fields, expected) => {
  expect((await send('/rules', fields)).status).toBe(303);
  expect(await rules()).toEqual({ ...usualRules, [name]: expected });
  for (const form of await forms()) await send('/rules', form);
  expect(await rules()).toEqual({ ...usualRules, [name]: expected });
});

test('what was ticked can be unticked, a list as a whole, too', async () => {
  await send('/rules', [['preset', 'unprepared']]);
  await send('/rules', [
    ['storageFirewall', 'false'],
    ['missingGrants[]', ''],
    ['mfaFor[]', ''],
  ]);
  expect(await rules()).toMatchObject({ storageFirewall: false, missingGrants: [], mfaFor: [], ipAccessListBlocks: true });
  expect(await page()).toContain('The current switches match none of these.');
});

test('blocks are added one by one, and lifted together', async () => {
  const [block = []] = formsTo(await page(), '/blocks');
  expect(block.map(([name]) => name)).toEqual(['upn', 'resource', 'code']);
  await send('/blocks', block);
  await send('/blocks', [
    ['upn', 'ada.quill@practice.example'],
    ['resource', 'databricks'],
    ['code', '53000'],
  ]);
  expect((await rules()).blocks).toEqual([{ code: '53003' }, { upn: 'ada.quill@practice.example', resource: 'databricks', code: '53000' }]);
  expect(await page()).toContain('Ada Quill, for Databricks: 53000');
  await send('/blocks/clear', []);
  expect((await rules()).blocks).toEqual([]);
});

test.each(['/rules', '/blocks', '/blocks/clear'])('a page of another origin sets nothing by %s', async (path) => {
  await send('/blocks', [['code', '53001']]);
  const before = await rules();
  const sent: Fields = [['preset', 'unprepared']];
  for (const from of ['https://evil.example', 'null']) expect((await send(path, sent, { origin: from })).status).toBe(403);
  expect(await rules()).toEqual(before);
});
