import type { Carry } from '@/lib/clouds/carry';
import type { Became, DssWriter, Started } from '@/lib/clouds/dss';

/** What a part has under way in DSS: an action's name, and the future by which DSS knows it. */
export interface UnderWay {
  doing: string;
  future: string;
}

/** Keeps what was begun, for the next look to follow it. @returns what has become of it so far */
export async function follow(
  dss: Pick<DssWriter, 'followed'>,
  carry: Carry,
  doing: string,
  started: Started,
  { asKey = false } = {},
): Promise<Became> {
  if (!('future' in started)) return started;
  carry.keep({ doing, future: started.future });
  return followed(dss, carry, started.future, { asKey });
}

/** What has become of something that an earlier look began. What is over is not kept any longer. */
export async function followed(dss: Pick<DssWriter, 'followed'>, carry: Carry, future: string, { asKey = false } = {}): Promise<Became> {
  const became = await dss.followed(future, { asKey });
  if (became.state !== 'running') carry.keep(null);
  return became;
}

export function underWayIn({ begun }: Carry): UnderWay | null {
  if (typeof begun !== 'object' || begun === null || !('doing' in begun) || !('future' in begun)) return null;
  const { doing, future } = begun;
  return typeof doing === 'string' && typeof future === 'string' ? { doing, future } : null;
}
