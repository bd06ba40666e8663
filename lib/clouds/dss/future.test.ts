import { expect, test } from 'vitest';
import { Begun, Followed, refusedFuture } from './future';

const failed = (said: string) => ({ state: 'failed', said });
const messages = (error: boolean, ...all: object[]) => ({ messages: { error, messages: all } });

test.each([
  ['a future', { jobId: 'a1', hasResult: false, alive: true }, { future: 'a1' }],
  ['what went well at once', { envName: 'x', ...messages(false) }, { state: 'done' }],
  ['what failed at once', messages(true, { severity: 'ERROR', message: 'No such Python.' }), failed('No such Python.')],
  ['a result in the answer', { hasResult: true, result: { success: true } }, { state: 'done' }],
  ['a result that is a failure', { jobId: 'a1', hasResult: true, result: messages(true, { message: 'No.' }) }, failed('No.')],
  ['no word', { msg: 'ok' }, { state: 'done' }],
  ['nothing', null, { state: 'done' }],
  ['messages alone, with an error among them', { ...messages(true, { message: 'In use.' }).messages }, failed('In use.')],
])('what a change answers that is not waited for: %s', (_, said, expected) => {
  expect(Begun.parse(said)).toEqual(expected);
});

test.each([
  ['without a result', { jobId: 'a1', hasResult: false, alive: true }, { state: 'running' }],
  ['without a word on whether it lives', { jobId: 'a1', hasResult: false }, { state: 'running' }],
  ['with one', { jobId: 'a1', hasResult: true, result: messages(false) }, { state: 'done' }],
  ['with a result of another shape', { jobId: 'a1', hasResult: true, result: ['a'] }, { state: 'done' }],
  ['with none at all', { jobId: 'a1', hasResult: true }, { state: 'done' }],
  ['whose result is messages alone', { hasResult: true, result: { success: true, error: false, messages: [] } }, { state: 'done' }],
  [
    'whose result is messages alone, with an error among them',
    { hasResult: true, result: { success: false, error: true, fatal: false, messages: [{ severity: 'ERROR', message: 'In use.' }] } },
    failed('In use.'),
  ],
  ['whose result is fatal', { hasResult: true, result: { messages: { fatal: true, messages: [{ message: 'No.' }] } } }, failed('No.')],
  [
    'that failed',
    { hasResult: true, result: messages(true, { severity: 'INFO', message: 'a' }, { title: 'Pip failed' }) },
    failed('Pip failed'),
  ],
  ['that failed without a word', { hasResult: true, result: messages(true) }, failed('Nothing of why.')],
  ['that was aborted', { jobId: 'a1', hasResult: false, aborted: true }, failed('It was aborted.')],
  ['that is dead', { jobId: 'a1', hasResult: false, alive: false }, failed('It ended without a result.')],
])('a future %s', (_, said, expected) => {
  expect(Followed.parse(said)).toEqual(expected);
});

test.each([[{}], [{ result: {} }], ['a page'], [null]])('%j is no future', (said) => {
  expect(Followed.safeParse(said).success).toBe(false);
});

test('a failure is told in few words, however many there are', () => {
  const many = Array.from({ length: 50 }, () => ({ severity: 'ERROR', message: 'x'.repeat(1000) }));
  const became = Followed.parse({ hasResult: true, result: messages(true, ...many) });
  expect(became.state === 'failed' && became.said.length).toBe(400);
});

test.each([
  [{ status: 404, code: 'NotFoundException', said: undefined }, { state: 'unknown' }],
  [{ status: 500, code: 'IllegalArgumentException', said: 'Unknown future a1' }, { state: 'unknown' }],
  [{ status: 500, code: 'CodedException', said: 'Nothing was found by a1: not found' }, { state: 'unknown' }],
  [{ status: 500, code: 'CodedException', said: 'pip exited with 1' }, failed('pip exited with 1')],
  [{ status: 500, code: 'CodedException', said: 'python3.9: no such file' }, failed('python3.9: no such file')],
  [{ status: 500, code: 'CodedException', said: 'Dataset trips not found' }, failed('Dataset trips not found')],
  [{ status: 500, code: 'UnauthorizedException', said: 'Not yours' }, undefined],
  [{ status: 403, code: 'UnauthorizedException', said: 'Not yours' }, undefined],
])('a future that is refused with %j', (refusal, expected) => {
  expect(refusedFuture('a1')({ ...refusal, isOwn: true })).toEqual(expected);
});
