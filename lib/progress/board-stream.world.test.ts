// What a board's event stream tells, in a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { askForHelp } from '@/lib/help/write';
import { vocabulary } from '@/lib/lab/build';
import { boardStream } from './board-stream';
import { bus } from './bus';
import { tellPlan } from './plan';

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
  tracks: { all: { title: 'All', forWhom: '' } },
});
const lab = words.lab({ id: 'tea', folder: '', title: 'Tea', summary: '', goals: [], sections: [] });

/** A workshop with one attendee, and streams of it. */
async function room() {
  const person = await db().person.create({
    data: {
      tenantId: env().ENTRA_TENANT_ID,
      objectId: randomUUID(),
      name: 'Ada Quill',
      userName: 'ada@practice.example',
      homeAccountId: 'x',
    },
  });
  const workshop = await db().workshop.create({
    data: { slug: randomUUID(), lab: lab.id, title: 'T', joinCode: randomUUID(), settings: {}, createdById: person.id },
  });
  const { id } = await db().enrolment.create({ data: { workshopId: workshop.id, personId: person.id } });
  const gone = new AbortController();
  const hold = { personId: person.id, until: Date.now() + 60_000, mayGoOn: async () => true };
  function listening(isNameless: boolean) {
    const request = new Request('http://localhost/', { signal: gone.signal });
    const reader = boardStream(request, lab, workshop.id, hold, isNameless).body?.pipeThrough(new TextDecoderStream()).getReader();
    let [all, at] = ['', 0];
    return {
      /** The next event of a kind that says something. */
      async next(event: string, saying: string): Promise<void> {
        for (;;) {
          const found = new RegExp(`event: ${event}\ndata: [^\n]*${saying}[^\n]*\n\n`).exec(all.slice(at));
          if (found) {
            at += found.index + found[0].length;
            return;
          }
          all += (await reader?.read())?.value ?? '';
        }
      },
      all: () => all,
    };
  }
  return { at: { enrolmentId: id, workshopId: workshop.id }, listening, end: () => gone.abort() };
}

test('a screen that everybody sees hears how people stand and of the plan, and never who they are or what they ask', async () => {
  const { at, listening, end } = await room();
  const [facilitator, projector] = [listening(false), listening(true)];
  for (const screen of [facilitator, projector]) await screen.next('hello', '');
  await askForHelp(at, { step: 'brew', text: 'Which pot?', outcomes: [] });
  await facilitator.next('news', 'Ada Quill');
  await facilitator.next('aside', 'Which pot');
  await projector.next('news', at.enrolmentId);
  await db().workshop.update({ where: { id: at.workshopId }, data: { startsAt: new Date('2026-11-26T08:00:00Z') } });
  await db().$transaction((tx) => tellPlan(at.workshopId, tx));
  for (const screen of [facilitator, projector]) await screen.next('news', `"startsAt":${Date.parse('2026-11-26T08:00:00Z')}`);
  expect(projector.all()).not.toMatch(/ada|quill|pot|practice\.example|aside/i);
  end();
});
