import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { findLab } from '@/labs';
import { isDatabaseAway } from '@/lib/database-away';
import { isZone } from '@/lib/pace/zone';
import { logFailure } from '@/lib/progress/stream';
import { findAttendee, findFacilitated, findPerson } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { accountFor, type Subject } from '@/lib/support/read';
import { textOf } from '@/lib/support/text';

const name = z.string().regex(/^[\w.-]{1,100}$/);

/** For an attendee, about their own work (`workshop`); for whoever runs a workshop, about one of its attendees (`board`). */
const Whose = z.union([z.object({ workshop: Slug }), z.object({ board: Slug, attendee: z.uuid() })]);
const Of = z.union([z.object({ attempt: z.uuid() }), z.object({ step: name, check: name.optional() })]);
const How = z.object({
  as: z.enum(['text', 'json']).default('text'),
  zone: z.string().max(60).refine(isZone).optional().catch(undefined),
});

/** An account without secrets of which service was asked what, and what it answered, for a vendor's ticket. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    return await answer(Object.fromEntries(request.nextUrl.searchParams));
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    logFailure(error);
    return new Response(null, { status: 503, headers: { 'retry-after': '2' } });
  }
}

async function answer(query: Record<string, string>): Promise<Response> {
  const [whose, of, how] = [Whose.safeParse(query).data, Of.safeParse(query).data, How.safeParse(query).data];
  if (!whose || !of || !how) return new Response('Ask for a step or an attempt of a workshop.', { status: 400 });
  if (!(await findPerson())) return new Response(null, { status: 401 });
  const found = await placeOf(whose);
  if (!found) return new Response(null, { status: 403 });
  const { workshop, enrolmentId } = found;
  const where = { lab: findLab(workshop.lab), workshopId: workshop.id, settings: workshop.settings, enrolmentId };
  const account = await accountFor(where, of satisfies Subject, how.zone ?? null);
  if (!account) return new Response('Nothing was checked there.', { status: 404 });
  const isText = how.as === 'text';
  return new Response(isText ? textOf(account) : `${JSON.stringify(account, null, 2)}\n`, {
    headers: {
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="${fileName(of, account.madeAt)}.${isText ? 'txt' : 'json'}"`,
      'cache-control': 'no-store',
    },
  });
}

const fileName = (of: Subject, madeAt: string): string =>
  `guidepost-${'step' in of ? of.step : 'attempt'}-${madeAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;

async function placeOf(whose: z.infer<typeof Whose>) {
  if ('workshop' in whose) {
    const attendee = await findAttendee(whose.workshop);
    return attendee && { workshop: attendee.workshop, enrolmentId: attendee.enrolment.id };
  }
  const workshop = await findFacilitated(whose.board);
  return workshop && { workshop, enrolmentId: whose.attendee };
}
