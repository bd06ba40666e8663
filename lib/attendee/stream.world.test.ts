// What an attendee's event stream tells of changes in a real PostgreSQL.
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { askForHelp } from '@/lib/help/write';
import { teaLab } from '@/lib/lab/tea';
import { bus } from '@/lib/progress/bus';
import { change } from '@/lib/progress/change';
import { heard } from '@/lib/progress/heard';
import { roomOfPeople } from '@/lib/room/some-people';
import { findEnrolled } from './find';
import { inLab } from './in-lab';
import type { AttendeeState } from './state';
import { attendeeStream } from './stream';

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const tracks = { long: { title: 'Long', forWhom: '' }, short: { title: 'Short', forWhom: '' } };
const lab = teaLab({ boil: { tracks: ['long'] }, brew: {}, sip: { tracks: ['short'] } }, tracks);

/** Somebody on the long track with the event stream of one of their tabs. */
async function listening(tab: string) {
  const { workshop, people } = await roomOfPeople(['Ada'], { lab: lab.id });
  const [{ at, personId } = expect.unreachable()] = people;
  await change(at, { track: 'long' });
  const found = (await findEnrolled({ personId, signedInAt: Date.now() }, workshop.slug, null)) ?? expect.unreachable();
  const gone = new AbortController();
  const request = new Request('http://localhost/', { signal: gone.signal });
  const hold = { personId, until: Date.now() + 60_000, mayGoOn: async () => true };
  const hear = heard(attendeeStream(request, inLab(found.attendee, lab), tab, hold));
  const next = async (event: 'hello' | 'news'): Promise<Partial<AttendeeState>> => JSON.parse(await hear.next(event));
  return { at, next, end: () => gone.abort() };
}

test('a switch of track is told with the steps that are new on it, and only those', async () => {
  const { at, next, end } = await listening('this');
  await next('hello');
  await change(at, { track: 'short' }, 'another');
  const news = await next('news');
  expect(news.track).toBe('short');
  expect(Object.keys(news.steps ?? {})).toEqual(['sip']);
  end();
});

test('a tab is not told what it did itself; it hears about it with the next thing that somebody else did', async () => {
  const { at, next, end } = await listening('this');
  await next('hello');
  await askForHelp(at, { step: 'brew', text: 'Which pot?', outcomes: [] }, 'this');
  const other = await change(at, { opened: 'brew' }, 'another');
  const news = await next('news');
  expect(news.revision).toBe(other?.revision);
  expect(news).toMatchObject({ helpAt: expect.any(String), help: { revision: other?.revision, request: { text: 'Which pot?' } } });
  end();
});
