import { randomUUID } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, test } from 'vitest';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { Workshops } from './workshops';

afterAll(() => db().$disconnect());

test('a workshop whose lab is gone says so, and takes none of the others with it', async () => {
  const person = await db().person.create({
    data: { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), name: 'Ada', userName: 'ada@practice.example', homeAccountId: 'x' },
  });
  const [installed] = allLabs();
  for (const [lab, title] of [
    [installed?.id ?? '', 'Tuesday'],
    ['was-removed', 'Long ago'],
  ] as const) {
    const id = randomUUID();
    await db().workshop.create({ data: { id, slug: id, lab, title, joinCode: id, settings: {}, createdById: person.id } });
    await db().enrolment.create({ data: { workshopId: id, personId: person.id, track: 'any' } });
  }
  const page = renderToStaticMarkup(await Workshops({ personId: person.id }));
  expect(page).toContain('Start with 1.1');
  expect(page).toMatch(/Long ago .*Its lab isn’t installed here anymore\./);
});
