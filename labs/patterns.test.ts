// A text from outside may be megabytes long and made to hurt. A pattern that backtracks over it stops the process for everybody, so every
// pattern in the portal is bounded or linear. That goes for all of them, because nobody can tell at a glance what a pattern will meet.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSafe } from 'redos-detector';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { judgeSecret, looksLikeSecretId } from '@/labs/kit/entra/secret';
import { requirements } from '@/labs/kit/python/requirements';
import { refusalOf, withoutIds } from '@/lib/clouds/answer';
import { service as entra } from '@/lib/clouds/entra/service';
import { judgeMount } from './databricks-dss/steps/mount-storage/mount';
import { splitPath } from './databricks-dss/steps/train-model/model';
import { values } from './databricks-dss/values';
import { kindOfPath, tidyHost, tidyPath } from './kit/databricks/connection-details';
import { pathBehindMount } from './kit/databricks/experiment';
import {
  codeIn,
  deniesFastpath,
  engineOf,
  isAboutConnection,
  isFailureWith,
  isWithoutCredential,
  missingGrant,
  readParams,
} from './kit/dss/assumed';
import { judgeOAuth } from './kit/dss/connection-uses-oauth';
import { judgeFolderPath } from './kit/dss/folder';
import { scopeMistake } from './kit/dss/oauth';

const rooms = ['app', 'components', 'labs', 'lib'];

interface Found {
  /** As `file:line`. */
  at: string;
  node: ts.Node;
}

const sources = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && /\.tsx?$/.test(f.name) && !/\.test\.tsx?$/.test(f.name))
    .map((f) => join(f.parentPath, f.name))
    .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)),
);

function nodes(is: (node: ts.Node) => boolean): Found[] {
  const found: Found[] = [];
  for (const source of sources) {
    const walk = (node: ts.Node) => {
      if (is(node)) found.push({ at: `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, node });
      ts.forEachChild(node, walk);
    };
    walk(source);
  }
  return found;
}

function patternOf(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

// the checker explores each pattern, which takes seconds for all of them
test('no pattern of the portal backtracks', { timeout: 120_000 }, () => {
  const literals = nodes(ts.isRegularExpressionLiteral);
  expect(literals.length).toBeGreaterThan(90);
  const unsafe = literals.filter(({ node }) => !isSafe(patternOf(node.getText())).safe);
  expect(unsafe.map(({ at, node }) => `${at} ${node.getText()}`)).toEqual([]);
});

test('nor is one put together at run time, where nobody could tell', () => {
  const made = nodes((node) => (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp');
  expect(made.map(({ at, node }) => `${at} ${node.getText()}`)).toEqual([]);
});

describe('a megabyte of what is worst for a text’s reader is read at once', () => {
  const many = 1_500_000;
  const slashes = `a${'/'.repeat(many)}b`;
  test.each<[string, () => unknown, unknown]>([
    ['tidyPath', () => tidyPath(slashes), 'a'],
    ['tidyPath, of nothing but slashes', () => tidyPath('/'.repeat(many)), ''],
    ['tidyHost', () => tidyHost(`https://${slashes}`), 'a'],
    ['kindOfPath', () => kindOfPath(`sql/protocolv1/o/${'1'.repeat(many)}`), 'unknown'],
    ['pathBehindMount', () => pathBehindMount(`dbfs:${slashes}`, 'mine'), null],
    ['withoutIds, of ids that never end', () => withoutIds(' Trace ID: '.repeat(many / 10)).length, 20_000],
    ['withoutIds, of times that never end', () => withoutIds(` Trace ID: x Timestamp: ${':'.repeat(many)}`).length, 19_936],
    [
      'a refusal',
      () => refusalOf(entra, { status: 400, text: entraSays(' Trace ID: '.repeat(many / 10)), headers: new Headers() }).said?.length,
      400,
    ],
    ['judgeFolderPath', () => judgeFolderPath(folderAt(slashes), { artifactsPath: 'x' }).status, 'wrong'],
    ['judgeOAuth', () => judgeOAuth(signingInAt(slashes), oauth).status, 'wrong'],
    ['judgeMount', () => judgeMount(mountedFrom(slashes), place).status, 'wrong'],
    ['splitPath', () => splitPath(slashes).modelDirectory, 'b'],
    ['engineOf', () => engineOf('databricks to '.repeat(many / 10)), 'other'],
    ['isFailureWith', () => isFailureWith(`${' '.repeat(many)}stored credentials`, 'stored credentials'), false],
    ['isWithoutCredential', () => isWithoutCredential('no credentials are '.repeat(many / 10)), true],
    ['isAboutConnection', () => isAboutConnection({ status: 500, code: 'x', said: 'j'.repeat(many), isOwn: true }), false],
    ['a scope', () => scopeMistake('sql+'.repeat(many / 4), 'Databricks'), expect.any(String)],
    ['missingGrant', () => missingGrant(`User does not have ${'A '.repeat(many)}`), null],
    ['deniesFastpath', () => deniesFastpath(`not ${'a '.repeat(many)}`), false],
    ['codeIn', () => codeIn('AADSTS'.repeat(many / 10)), null],
    ['requirements', () => requirements(`a[${'['.repeat(many)}`).size, 1],
    ['a secret’s id', () => looksLikeSecretId('0'.repeat(many)), false],
    ['a secret that Entra ID refuses', () => judgeSecret(false, { accepted: false, code: 'AADSTS1', said: slashes }).status, 'wrong'],
    ['a mount’s name', () => values.mountName.parse(`/mnt/${slashes}`), { problem: expect.any(String) }],
    ['a folder’s id', () => values.folderId.parse(`${'managedfolder/'.repeat(many / 10)}x`), { problem: expect.any(String) }],
    ['an experiment’s path', () => values.experimentPath.parse(slashes), { problem: expect.any(String) }],
  ])('%s', (_, read, expected) => {
    expect(read()).toEqual(expected);
  });

  test('parameters that are nested without end', () => {
    let nested: unknown = 'x';
    for (let i = 0; i < 100_000; i++) nested = { host: nested };
    expect(readParams({ nested }).host).toBe('');
  });
});

const entraSays = (said: string) => JSON.stringify({ error: 'invalid_client', error_codes: [7000215], error_description: said });
const folderAt = (path: string) => ({ id: 'abcdefgh', name: 'f', params: { connection: 'c', path } });
const signingInAt = (url: string) => readParams({ authType: 'OAUTH2_APP', appId: 'a', authorizationEndpoint: url, tokenEndpoint: url });
const oauth = {
  oauthClientId: 'a',
  authorizationEndpoint: 'https://login.microsoftonline.com/t/oauth2/v2.0/authorize',
  tokenEndpoint: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
  oauthScope: '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default offline_access',
};
const place = { mountName: 'mine', storageAccount: 'account', storageContainer: 'container' };
const mountedFrom = (source: string) => ({
  isDisabled: false,
  cluster: { kind: 'mounts' as const, mounts: [{ mountPoint: '/mnt/mine', source }] },
  names: [],
});
