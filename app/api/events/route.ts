import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { closeUpOf } from '@/app/facilitate/[workshop]/[attendee]/close-up';
import { findLab } from '@/labs';
import { inLab } from '@/lib/attendee/in-lab';
import { attendeeState } from '@/lib/attendee/state';
import { attendeeStream } from '@/lib/attendee/stream';
import { isDatabaseAway } from '@/lib/database-away';
import { type BoardAnswer, boardEntries, boardRow, nameless, presentOn } from '@/lib/progress/board';
import { boardRows } from '@/lib/progress/board-rows';
import { boardStream } from '@/lib/progress/board-stream';
import { planOfWorkshop } from '@/lib/progress/plan';
import { logFailure } from '@/lib/progress/stream';
import { closeUpStream } from '@/lib/room/close-up-stream';
import { findAttendee, findFacilitated, findPerson, holdOf } from '@/lib/session';
import { Slug } from '@/lib/slug';

/** With `now` the answer is the state as JSON, for a page that may have missed something. */
const Query = z.union([
  z.object({
    workshop: Slug,
    tab: z
      .string()
      .regex(/^[\w-]{0,40}$/)
      .default(''),
    now: z.string().optional(),
  }),
  z.object({ board: Slug, attendee: z.uuid(), now: z.string().optional() }),
  z.object({
    board: Slug,
    attendee: z.never().optional(),
    since: z
      .string()
      .regex(/^\d{1,18}$/)
      .default('0'),
    /** Without who the attendees are. */
    nameless: z.string().optional(),
    now: z.string().optional(),
  }),
]);

const json = (body: unknown) => Response.json(body, { headers: { 'cache-control': 'no-store' } });

/** Live data as server-sent events, or as JSON: an attendee's progress in a workshop; for whoever runs it, its board, or one attendee close up. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    return await answer(request);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    logFailure(error);
    return new Response(null, { status: 503, headers: { 'retry-after': '2' } });
  }
}

async function answer(request: NextRequest): Promise<Response> {
  const query = Query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!query.success) return new Response('Ask for a workshop or a board.', { status: 400 });
  if (!(await findPerson())) return new Response(null, { status: 401 });
  if ('workshop' in query.data) {
    const { workshop, tab, now } = query.data;
    const attendee = await findAttendee(workshop);
    if (!attendee) return new Response(null, { status: 403 });
    const known = inLab(attendee, findLab(attendee.workshop.lab));
    if (now === undefined) return attendeeStream(request, known, tab, await holdOf({ enrolmentId: attendee.enrolment.id }));
    const state = await attendeeState(known);
    return state ? json(state) : new Response(null, { status: 403 });
  }
  const workshop = await findFacilitated(query.data.board);
  if (!workshop) return new Response(null, { status: 403 });
  const lab = findLab(workshop.lab);
  if (query.data.attendee !== undefined) {
    const { attendee, now } = query.data;
    const read = () => closeUpOf(workshop.id, lab, attendee);
    const closeUp = await read();
    if (!closeUp) return new Response(null, { status: 403 });
    return now === undefined ? closeUpStream(request, attendee, await holdOf({ workshopId: workshop.id }), read) : json(closeUp);
  }
  const since = BigInt(query.data.since);
  const isNameless = query.data.nameless !== undefined;
  if (query.data.now === undefined) return boardStream(request, lab, workshop.id, await holdOf({ workshopId: workshop.id }), isNameless);
  const isWhole = since === 0n;
  const missed = async () => (await boardEntries(workshop.id, { after: since })).map((entry) => boardRow(lab, entry));
  const [rows, plan] = await Promise.all([isWhole ? boardRows(lab, workshop.id) : missed(), planOfWorkshop(workshop.id)]);
  const after = isWhole ? {} : { after: { revision: String(since), present: await presentOn(workshop.id) } };
  return json({ rows: isNameless ? rows.map(nameless) : rows, isWhole, ...after, plan } satisfies BoardAnswer);
}
