import { isDatabaseUp } from '@/lib/db';

/** For load balancers and people: 200 when the portal can work, 503 when it cannot. */
export async function GET(): Promise<Response> {
  const isUp = await isDatabaseUp();
  return Response.json(
    { status: isUp ? 'ok' : 'unavailable', database: isUp ? 'up' : 'down' },
    { status: isUp ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
