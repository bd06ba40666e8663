import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { answerPress, Pressing } from '@/app/(attendee)/answer-press';
import { fieldsIn } from '@/app/(attendee)/fields-in';
import { Json } from '@/app/json';

const Fields = Json.pipe(z.record(z.string(), z.string()));

/**
 * A press of the panel, as a page with JavaScript sends it: the fields of its form as a JSON object. The answer is a PressAnswer, as the form's
 * own action has it (see pressPanel); this takes a fifth less of the portal's time, and waits for no navigation (docs/performance.md).
 */
export async function POST(request: NextRequest): Promise<Response> {
  // a form of another site cannot say so without asking first
  if (request.headers.get('content-type') !== 'application/json') return new Response('Send JSON.', { status: 415 });
  const fields = Fields.safeParse(await request.text()).data;
  const pressing = Pressing.safeParse(fields).data;
  if (!fields || !pressing) return new Response('Send a press of a step’s panel.', { status: 400 });
  const answer = await answerPress(pressing, fieldsIn(Object.entries(fields)));
  if (!answer) return new Response(null, { status: 303, headers: { location: '/?join=needed' } });
  return Response.json(answer, { status: answer.hasSessionEnded ? 401 : 200, headers: { 'cache-control': 'no-store' } });
}
