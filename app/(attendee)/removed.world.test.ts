// Somebody who is removed from a workshop while one of its pages is rendered.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { allLabs } from '@/labs';
import { type Attendee, findEnrolled } from '@/lib/attendee/find';
import { db } from '@/lib/db';
import { allSteps } from '@/lib/lab/lab';
import { bus } from '@/lib/progress/bus';
import { somebody } from '@/lib/room/some-people';
import { requireAttendee } from '@/lib/session';
import StepPage from './w/[workshop]/[step]/page';
import WorkshopLayout from './w/[workshop]/layout';
import SummaryPage from './w/[workshop]/summary/page';

vi.mock('@/lib/session', async (original) => ({ ...(await original<typeof import('@/lib/session')>()), requireAttendee: vi.fn() }));
vi.mock('next/server', async (original) => ({ ...(await original<typeof import('next/server')>()), after: vi.fn() }));

const [lab] = allLabs();
const [step] = lab ? allSteps(lab) : [];
const slug = () => found.workshop.slug;
let found: Attendee;

beforeEach(async () => {
  const { id: personId } = await somebody('Ada');
  const name = randomUUID();
  await db().workshop.create({
    data: {
      slug: name,
      lab: lab?.id ?? '',
      title: 'T',
      joinCode: name,
      settings: {},
      enrolments: { create: { personId, track: 'whole' } },
    },
  });
  ({ attendee: found } = (await findEnrolled({ personId, signedInAt: Date.now() }, name, null)) ?? expect.unreachable());
  vi.mocked(requireAttendee).mockResolvedValue(found);
});
afterAll(async () => {
  await bus().close();
  await db().$disconnect();
});

const pages = [
  ['a step', () => StepPage({ params: Promise.resolve({ workshop: slug(), step: step?.slug ?? '' }) })],
  ['the summary', () => SummaryPage({ params: Promise.resolve({ workshop: slug() }) })],
  ['what surrounds every page', () => WorkshopLayout({ children: null, params: Promise.resolve({ workshop: slug() }) })],
] as const;

test.each(pages)('%s shows as long as they are in it', async (_, render) => {
  await expect(render()).resolves.toBeTruthy();
});

test.each(pages)('%s leads to where workshops are joined, and not to an error', async (_, render) => {
  await db().enrolment.delete({ where: { id: found.enrolment.id } });
  await expect(render()).rejects.toMatchObject({ digest: expect.stringContaining(';/?join=needed;') });
});

test.each(pages)('%s is not found if the workshop is gone as well', async (_, render) => {
  await db().workshop.delete({ where: { slug: slug() } });
  await expect(render()).rejects.toMatchObject({ digest: expect.stringContaining('404') });
});
