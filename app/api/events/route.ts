import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { attendeeStream } from './attendee-stream';
import { boardStream } from './board-stream';

const Query = z.union([
  z.object({ workshop: z.string().max(100), have: z.string().max(40).default('') }),
  z.object({
    board: z.string().max(100),
    since: z
      .string()
      .regex(/^\d{1,19}$/)
      .default('0'),
  }),
]);

/** Server-sent events: an attendee's own progress in a workshop, or a workshop's board. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = Query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!query.success) return new Response('Ask for a workshop or a board.', { status: 400 });
  if ('workshop' in query.data) return attendeeStream(request, query.data.workshop, query.data.have);
  const seen = request.headers.get('last-event-id') ?? '';
  return boardStream(request, query.data.board, BigInt(/^\d{1,19}$/.test(seen) ? seen : query.data.since));
}
