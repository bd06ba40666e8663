import { beforeEach, expect, test, vi } from 'vitest';
import { answerPress } from '@/app/(attendee)/answer-press';
import { POST } from './route';

vi.mock('@/app/(attendee)/answer-press', async (original) => ({ ...(await original<object>()), answerPress: vi.fn() }));
const answering = vi.mocked(answerPress);
beforeEach(() => {
  answering.mockReset().mockResolvedValue({ at: 1, did: 'verify', problems: {}, typed: {} });
});

const press = { workshop: 'tuesday', step: 'create-workspace', press: '{"kind":"verify"}', workspaceName: 'mine', 'secret-key': 's' };
const post = (body: unknown, type = 'application/json') =>
  POST(
    new Request('http://portal.example/api/press', {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }) as never, // what the route reads of it
  );

test('a press is answered, and nobody may keep the answer', async () => {
  const answer = await post(press);
  expect(await answer.json()).toMatchObject({ did: 'verify' });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answering.mock.calls).toEqual([
    [{ workshop: 'tuesday', step: 'create-workspace', press: { kind: 'verify' } }, expect.objectContaining({ workspaceName: 'mine' })],
  ]);
});

test.each([
  ['no JSON', '{"workshop":'],
  ['no object', '["verify"]'],
  ['nothing', 'null'],
  ['a file in place of a text', { ...press, workspaceName: { name: 'a.txt' } }],
  ['a step that no lab has', { ...press, step: 'no-such-step' }],
  ['a button that no panel has', { ...press, press: '{"kind":"reset"}' }],
  ['a button that is no JSON', { ...press, press: 'verify' }],
  ['no workshop', { ...press, workshop: undefined }],
])('%s is no press', async (_, body) => {
  expect((await post(body)).status).toBe(400);
  expect(answering).not.toHaveBeenCalled();
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'what a form of another site could send as %s is not read',
  async (type) => {
    expect((await post(press, type)).status).toBe(415);
    expect(answering).not.toHaveBeenCalled();
  },
);

test('whose session has ended is told so; who is not in the workshop is led to where one joins', async () => {
  answering.mockResolvedValueOnce({ at: 1, did: null, problems: {}, typed: {}, hasSessionEnded: true }).mockResolvedValueOnce(null);
  const ended = await post(press);
  expect([ended.status, await ended.json()]).toEqual([401, expect.objectContaining({ hasSessionEnded: true })]);
  const elsewhere = await post(press);
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([303, '/?join=needed']);
});
