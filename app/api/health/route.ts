import { health } from '@/lib/health';

/** For load balancers and people: 200 when the portal can work, 503 when it cannot, with the part that fails and why. */
export async function GET(): Promise<Response> {
  const now = await health();
  return Response.json(now, { status: now.status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
