// What an attendee's event stream tells of changes in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { askForHelp } from '@/lib/help/write';
import { vocabulary } from '@/lib/lab/build';
import { pass } from '@/lib/lab/outcome';
import { bus } from '@/lib/progress/bus';
import { change } from '@/lib/progress/change';
import { findEnrolled } from './find';
import { inLab } from './in-lab';
import type { AttendeeState } from './state';
import { attendeeStream } from './stream';

afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const words = vocabulary({
  clouds: {},
  settings: {},
  values: {},
  learns: {},
  credentials: {},
  tracks: { long: { title: 'Long', forWhom: '' }, short: { title: 'Short', forWhom: '' } },
});
const step = (title: string, tracks: ('long' | 'short')[]) =>
  words.step({
    title,
    minutes: 1,
    tracks,
    checks: [words.check({ id: `tea.${title.toLowerCase()}`, title, needs: [], ask: async () => null, judge: () => pass('') })],
  });
const steps = { boil: step('Boil', ['long']), brew: step('Brew', ['long', 'short']), sip: step('Sip', ['short']) };
const lab = words.lab({ id: 'tea', folder: '', title: 'Tea', summary: '', goals: [], sections: [{ title: 'One', steps }] });

/** Somebody on the long track with the event stream of one of their tabs. */
async function listening(tab: string) {
  const person = await db().person.create({
    data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), name: 'Ada', userName: 'ada@practice.example', homeAccountId: 'x' },
  });
  const slug = randomUUID();
  const workshop = await db().workshop.create({
    data: { slug, lab: lab.id, title: 'T', joinCode: randomUUID(), settings: {}, createdById: person.id },
  });
  const { id } = await db().enrolment.create({ data: { workshopId: workshop.id, personId: person.id, track: 'long' } });
  const found = await findEnrolled({ personId: person.id, signedInAt: Date.now() }, slug, null);
  if (!found) throw new Error('nobody is there');
  const gone = new AbortController();
  const request = new Request('http://localhost/', { signal: gone.signal });
  const { body } = attendeeStream(request, inLab(found.attendee, lab), tab, {
    personId: person.id,
    until: Date.now() + 60_000,
    mayGoOn: async () => true,
  });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    at: { enrolmentId: id, workshopId: workshop.id },
    async next(event: 'hello' | 'news'): Promise<Partial<AttendeeState>> {
      for (;;) {
        const found = new RegExp(`event: ${event}\ndata: (.*)\n\n`).exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1] ?? '');
        }
        text += (await reader?.read())?.value ?? '';
      }
    },
    end: () => gone.abort(),
  };
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

test('a tab is not told of what it did itself, and hears of it with the next thing that somebody else did', async () => {
  const { at, next, end } = await listening('this');
  await next('hello');
  await askForHelp(at, { step: 'brew', text: 'Which pot?', outcomes: [] }, 'this');
  const other = await change(at, { opened: 'brew' }, 'another');
  const news = await next('news');
  expect(news.revision).toBe(other?.revision);
  expect(news).toMatchObject({ helpAt: expect.any(String), help: { revision: other?.revision, request: { text: 'Which pot?' } } });
  end();
});
