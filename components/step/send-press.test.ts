import { afterEach, expect, test, vi } from 'vitest';
import { Outdated, Stumbled } from '@/components/ui/use-action';
import type { AttendeeState } from '@/lib/attendee/state';
import { sendPress } from './send-press';

const here = 'https://portal.example';
const goTo = vi.fn();
vi.stubGlobal('location', { origin: here, assign: goTo });
afterEach(() => {
  goTo.mockReset();
});

function answered(body: string, init: ResponseInit, at: { url?: string; redirected?: boolean } = {}): ReturnType<typeof vi.fn> {
  const response = new Response(body, init);
  Object.defineProperties(response, { url: { value: at.url ?? `${here}/api/press` }, redirected: { value: at.redirected ?? false } });
  const fetching = vi.fn(async () => response);
  vi.stubGlobal('fetch', fetching);
  return fetching;
}
/** As the portal answers. */
const answer = { at: 1, did: null, problems: {}, typed: {} };
const ours = { 'x-request-id': 'r-1' };
function form(): FormData {
  const data = new FormData();
  data.set('press', '{"kind":"verify"}');
  return data;
}

/** As much of the page's state as is looked at. */
const held = { factsId: 'f-1', values: { leaf: 'green' }, links: {}, origins: { pin: here } } as unknown as AttendeeState;

test('the form goes as JSON, and the answer is the server’s', async () => {
  const fetching = answered(JSON.stringify({ ...answer, did: 'verify' }), {});
  expect(await sendPress(form(), held)).toEqual({ ...answer, did: 'verify' });
  expect(fetching).toHaveBeenCalledWith(
    '/api/press',
    expect.objectContaining({ body: '{"press":"{\\"kind\\":\\"verify\\"}","held":"f-1"}' }),
  );
});

test('an answer without facts gets those that the page had when it asked; others are taken as they come', async () => {
  answered(JSON.stringify({ ...answer, state: { revision: '2', factsId: 'f-1' } }), {});
  expect((await sendPress(form(), held)).state).toEqual({ ...held, revision: '2' });
  const facts = { factsId: 'f-2', values: { leaf: 'black' }, links: {}, origins: {} };
  answered(JSON.stringify({ ...answer, state: { revision: '3', ...facts } }), {});
  expect((await sendPress(form(), held)).state).toEqual({ ...facts, revision: '3' });
});

test('an ended session is an answer like any other', async () => {
  answered(JSON.stringify({ ...answer, hasSessionEnded: true }), { status: 401 });
  expect(await sendPress(form(), held)).toEqual({ ...answer, hasSessionEnded: true });
});

test.each([400, 404, 415])('status %d: the page is of an earlier Guidepost', async (status) => {
  answered('no', { status, headers: ours });
  await expect(sendPress(form(), held)).rejects.toBeInstanceOf(Outdated);
});

test('where the portal stumbles, its number is told', async () => {
  answered('oh', { status: 500, headers: ours });
  await expect(sendPress(form(), held)).rejects.toMatchObject({ digest: 'r-1' });
  answered('oh', { status: 502 }); // of a proxy
  await expect(sendPress(form(), held)).rejects.not.toBeInstanceOf(Stumbled);
});

test('a guest network’s page is no answer', async () => {
  answered('<h1>Welcome to the hotel</h1>', {});
  await expect(sendPress(form(), held)).rejects.toBeInstanceOf(SyntaxError);
});

test.each<[string, string, number]>([
  ['a gateway that knows no such route', '{"message":"no Route matched with those values"}', 404],
  ['a gateway that refuses', '{"message":"Forbidden"}', 403],
  ['a gateway that wants its own sign-in', '{"message":"Unauthorized"}', 401],
  ['a gateway under load', '{"message":"Too many requests"}', 429],
  ['a proxy that is full', '{"at":1,"problems":{},"typed":{}}', 502],
  ['a guest network', '{}', 200],
  ['a guest network that says nothing', 'null', 200],
])('%s is not the portal: it gives no answer, and is no update of it', async (_, body, status) => {
  answered(body, { status });
  const error = await sendPress(form(), held).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(Outdated);
  expect(error).not.toHaveProperty('digest');
});

test('who is led elsewhere goes there, but not to another site', async () => {
  answered('<html>', {}, { url: `${here}/?join=needed`, redirected: true });
  void sendPress(form(), held);
  await vi.waitFor(() => expect(goTo).toHaveBeenCalledWith(`${here}/?join=needed`));
  goTo.mockReset();
  answered('<html>', {}, { url: 'https://hotel.example/', redirected: true });
  await expect(sendPress(form(), held)).rejects.toBeInstanceOf(SyntaxError);
  expect(goTo).not.toHaveBeenCalled();
});
