import { expect, test } from 'vitest';
import { missing, type Outcome, pass, type Report, type Unreachable } from '@/lib/lab/outcome';
import type { Cell } from './cell';
import { judgeReport } from './judge';
import { kinds } from './kinds';

const [host, other] = ['management.azure.com', 'adb-1234567890123456.7.azuredatabricks.net'];
const kindOf = (id: string) => kinds.find((k) => k.id === id) ?? kinds[0];
function cell(id: string, more: Partial<Cell> = {}): Cell {
  const kind = kindOf(id);
  if (!kind) throw new Error('The table has no kinds.');
  return { stage: 'any', step: 'any', host, vendor: 'azure', path: null, kind, ...more };
}
const report = (outcomes: Record<string, Outcome>, hosts: Record<string, string> = {}): Report => ({
  step: 'any',
  durationMs: 1,
  learnt: {},
  findings: Object.entries(outcomes).map(([checkId, outcome]) => ({
    checkId,
    outcome,
    evidence: [{ method: 'GET', host: hosts[checkId] ?? host, path: '/a?b', at: '', ms: 1, status: 200, requestId: null }],
  })),
});
const unreachable = (cloud: string, trouble: Unreachable['trouble'], more: Partial<Unreachable> = {}): Outcome => ({
  status: 'unreachable',
  cloud,
  trouble,
  message: 'm',
  remedy: 'r',
  ...more,
});
const usual = report({ 'a.is-there': pass('There.') });
const judged = (of: Cell, outcome: Outcome) => judgeReport(of, usual, report({ 'a.is-there': outcome })).map((f) => f.what);

test('what could not be read is told as that, of the side that it is on', () => {
  expect(judged(cell('503'), unreachable('Azure', 'unavailable'))).toEqual([]);
  expect(judged(cell('503'), unreachable('Entra ID', 'unavailable'))).toEqual(['instead of Azure: unavailable: Entra ID: unavailable']);
  expect(judged(cell('503'), unreachable('Azure', 'signed-out'))).toEqual(['instead of Azure: unavailable: Azure: signed-out']);
});

test('a verdict about what could not be read is false, a pass and the usual one, too', () => {
  expect(judged(cell('503'), pass('There.'))).toEqual(['instead of Azure: unavailable: pass: There.']);
  expect(judged(cell('503'), missing('Not there.', 'Make it.'))).toEqual(['instead of Azure: unavailable: missing: Not there.']);
});

test('a wish to be left alone is told with its length', () => {
  expect(judged(cell('429, again in a day'), unreachable('Azure', 'throttled', { retryAfterSeconds: 86_400 }))).toEqual([]);
  expect(judged(cell('429, again in a day'), unreachable('Azure', 'throttled'))).toEqual(['does not say for how long: undefined']);
});

test('a fault that a run gets through changes nothing', () => {
  expect(judged(cell('401 once'), pass('There.'))).toEqual([]);
  expect(judged(cell('401 once'), unreachable('Azure', 'signed-out'))).toEqual(['instead of pass: There.: Azure: signed-out']);
});

test('a check that asked something else says what it always says', () => {
  const two = report({ 'a.is-there': pass('There.'), 'b.is-there': pass('Too.') }, { 'b.is-there': other });
  const under = report({ 'a.is-there': unreachable('Azure', 'unavailable'), 'b.is-there': missing('Not there.', 'Make it.') });
  expect(judgeReport(cell('503'), two, under)).toEqual([
    { checkId: 'b.is-there', what: 'was not asked about it, and said missing: Not there.' },
  ]);
});

test('of one request, only the checks that make it are concerned', () => {
  const one = (path: string) => cell('503', { path });
  expect(judged(one('^/a(\\?|$)'), pass('There.'))).toHaveLength(1);
  expect(judged(one('^/other(\\?|$)'), pass('There.'))).toEqual([]);
});

test('Entra ID concerns whatever is asked with its tokens', () => {
  const entra = cell('503', { host: 'login.microsoftonline.com', vendor: 'entra' });
  expect(judged(entra, unreachable('Entra ID', 'unavailable'))).toEqual([]);
  const dss = report({ 'c.is-there': pass('There.') }, { 'c.is-there': 'dss.example' });
  expect(judgeReport(entra, dss, dss)).toEqual([]);
});

test('if an exception says so, the vendor’s own word counts, and an answer that a check can do without is not missed', () => {
  const own = cell('403 as the vendor’s', { host: other, vendor: 'databricks' });
  const opens = report({ 'databricks.workspace-opens': pass('Open to you.') }, { 'databricks.workspace-opens': other });
  const stranger = report({ 'databricks.workspace-opens': missing('You haven’t opened the workspace yet.', 'Open it.') });
  expect(judgeReport(own, opens, stranger)).toEqual([]);
  const gateway = cell('403 as a gateway’s JSON', { host: other, vendor: 'databricks' });
  expect(judgeReport(gateway, opens, stranger)).toHaveLength(1);
});
