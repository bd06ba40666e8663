import { describe, expect, test } from 'vitest';
import { isZone } from '@/lib/pace/zone';
import { checkAccount, type Source } from './account';
import { allowedPath } from './allowed';
import { textOf, timeIn } from './text';

const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIyZmY4MTRhNiJ9.c2lnbmF0dXJl';
const line = {
  method: 'GET',
  host: 'things.example',
  path: '/subscriptions/7c1e5a34/things/quill-lab?api-version=2026-01-01',
  at: '2026-11-26T10:12:05.123Z',
  ms: 48,
  status: 403,
  requestId: '5c3bd525-61b3-44d4-a70a-fb93e9ddc500',
  correlationId: 'd66bc564-8e3b-45d1-8909-988927d3ec8e',
  as: 'ada',
};
const source = (more: Partial<Source> = {}): Source => ({
  id: 'thing.is-there',
  title: 'It is there',
  checkedAt: '2026-11-26T10:12:06.000Z',
  outcome: {
    status: 'unreachable',
    cloud: 'Things',
    trouble: 'forbidden',
    message: 'You may not.',
    remedy: 'Ask.',
    code: 'Denied',
    said: 'No access.',
  },
  evidence: [line],
  ...more,
});
const json = (more: Partial<Source>) => JSON.stringify(checkAccount(source(more)));

describe('a path', () => {
  test.each([
    ['/a/b?api-version=2026-01-01', '/a/b?api-version=2026-01-01'],
    ['/a?page_size=100&page_token=c2VjcmV0', '/a?page_size=100&page_token=…'],
    ['/c?sv=2024-01-01&sig=abc%2Bdef&recursive=false', '/c?sv=…&sig=…&recursive=false'],
    ['/a?api-version=not a version!', '/a?api-version=…'],
    ['/a?$skiptoken=xyz', '/a?$skiptoken=…'],
    ['/a?', '/a?'],
    ['/a b\n/c"<', '/a…b…/c……'],
    [`/${'x'.repeat(5000)}`, `/${'x'.repeat(999)}`],
  ])('%s is told as %s', (path, told) => {
    expect(allowedPath(path)).toBe(told);
  });
});

describe('an account', () => {
  test('has what a vendor’s support asks for', () => {
    expect(checkAccount(source())).toEqual({
      id: 'thing.is-there',
      title: 'It is there',
      checkedAt: '2026-11-26T10:12:06.000Z',
      outcome: {
        status: 'unreachable',
        message: 'You may not.',
        cloud: 'Things',
        trouble: 'forbidden',
        code: 'Denied',
        said: 'No access.',
      },
      trouble: null,
      asked: [line],
    });
  });
  test('has no field that is not allowed, wherever it is stored', () => {
    const extra = { token: 'abc-secret', authorization: 'Bearer abc-secret', body: { password: 'abc-secret' } };
    expect(json({ evidence: [{ ...line, ...extra }], outcome: { status: 'pass', message: 'Fine.', ...extra } })).not.toContain(
      'abc-secret',
    );
  });
  test.each<[string, Partial<Source>]>([
    ['in the sentence of a service', { outcome: { status: 'unreachable', message: 'm', said: `Token ${jwt} is bad.` } }],
    ['in what was found', { outcome: { status: 'wrong', message: 'm', expected: 'e', found: `https://pia:${jwt}@things.example` } }],
    ['in a path', { evidence: [{ ...line, path: `/a/${jwt}` }] }],
    ['in a query', { evidence: [{ ...line, path: `/a?code=${jwt}` }] }],
    ['in a request id', { evidence: [{ ...line, requestId: jwt.repeat(2) }] }],
  ])('has no token %s', (_, more) => {
    expect(json(more)).not.toContain(jwt.slice(0, 40));
  });
  test.each([`dkuaps-${'Ab1'.repeat(10)}`, `dose${'0a'.repeat(16)}`, `Bearer ${'opaque0'.repeat(4)}`])('has no %s', (key) => {
    const said = JSON.stringify(json({ outcome: { status: 'unreachable', message: `m ${key}`, said: `${key} is unknown` } }));
    expect(said).not.toContain(key);
    expect(json({ evidence: [{ ...line, as: key, path: `/keys/${encodeURIComponent(key)}` }] })).not.toContain(key);
  });
  test.each<[string, unknown]>([
    ['a method that is none', { ...line, method: 'GET\r\nX: y' }],
    ['a host that is none', { ...line, host: 'a b' }],
    ['no time', { ...line, at: 'yesterday' }],
    ['nothing at all', null],
    ['text', 'GET /'],
  ])('leaves out a request with %s', (_, one) => {
    expect(checkAccount(source({ evidence: [one, line] })).asked).toHaveLength(1);
  });
  test('has no id that is more than an id', () => {
    expect(checkAccount(source({ evidence: [{ ...line, requestId: 'a b\nc', correlationId: '<x>' }] })).asked).toMatchObject([
      { requestId: null },
    ]);
  });
  test.each([null, undefined, 'x', {}, [{}]])('reads %o where it expects what is stored', (stored) => {
    expect(checkAccount(source({ outcome: stored, evidence: stored }))).toMatchObject({ outcome: null, asked: [] });
  });
  test('has long sentences cut', () => {
    const { outcome } = checkAccount(source({ outcome: { status: 'pass', message: 'word '.repeat(1000) } }));
    expect(outcome?.message).toHaveLength(600);
  });
});

describe('as text', () => {
  const account = {
    madeAt: '2026-11-26T10:15:00.000Z',
    timeZone: 'Europe/Berlin',
    lab: 'Things',
    step: 'step 1.1 Make one',
    signInName: 'ada@things.example',
    tenantId: '7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
    places: { Region: 'uksouth' },
    versions: { portal: '0.1.0', lab: 'things', node: 'v24.0.0' },
    checks: [checkAccount(source()), checkAccount(source({ outcome: { status: 'pass', message: 'Fine.' }, trouble: source().outcome }))],
  };
  test('it says who, where, when in both times, what was asked, and what came of it', () => {
    const text = textOf(account);
    for (const told of [
      'Made: 2026-11-26 10:15:00 UTC (11:15:00 in Europe/Berlin)',
      'Signed in as: ada@things.example',
      'Tenant id: 7c1e5a34-90bd-4c58-9f0e-5d2a61b7c803',
      'Region: uksouth',
      'Guidepost 0.1.0, lab things, Node v24.0.0',
      'GET https://things.example/subscriptions/7c1e5a34/things/quill-lab?api-version=2026-01-01',
      '2026-11-26 10:12:05 UTC (11:12:05 in Europe/Berlin), answer 403 in 48 ms, as ada',
      'request id 5c3bd525-61b3-44d4-a70a-fb93e9ddc500',
      'correlation id d66bc564-8e3b-45d1-8909-988927d3ec8e',
      'Service: Things: forbidden',
      'Code: Denied',
      'Since then it could not be checked:',
    ])
      expect(text).toContain(told);
  });
  test.each([
    [null, '2026-11-26 23:30:00 UTC'],
    ['Asia/Tokyo', '2026-11-26 23:30:00 UTC (2026-11-27 08:30:00 in Asia/Tokyo)'],
  ])('times for %s', (zone, told) => {
    expect(timeIn(zone, '2026-11-26T23:30:00.000Z')).toBe(told);
  });
});

test.each([
  ['Europe/London', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('%o is a time zone: %s', (name, isOne) => {
  expect(isZone(name)).toBe(isOne);
});
