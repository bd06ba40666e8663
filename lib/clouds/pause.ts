import { LRUCache } from 'lru-cache';
import type { Access } from './access';
import type { Service } from './cloud';
import type { Trouble } from './trouble';

/** A service may ask for any pause. After this one it is asked again, to see whether it still means it. */
export const longestPauseMs = 3_600_000;

interface Pause {
  /** In milliseconds. */
  until: number;
  /** The trouble that came with the request to wait. */
  trouble: Trouble;
}

// on the process, as the server's bundles may each have their own copy of this module
const shared = globalThis as typeof globalThis & { guidepostPauses?: LRUCache<string, Pause> };

const pauses = () => {
  shared.guidepostPauses ??= new LRUCache<string, Pause>({ max: 20_000 });
  return shared.guidepostPauses;
};

/** Services count by token or key, and a key belongs to the whole workshop. Null: nobody in particular, so nothing is kept. */
function keyOf(service: Service, host: string, { who }: Access): string | null {
  if (who === undefined) return null;
  return `${service.id} ${host} ${service.identity.kind === 'entra' ? who : ''}`;
}

/** Remembers a service's Retry-After, for every question to that host that isn't somebody's own press. */
export function keepPause(service: Service, host: string, access: Access, trouble: Trouble, seconds: number): void {
  const key = keyOf(service, host, access);
  if (key) pauses().set(key, { until: Date.now() + Math.min(longestPauseMs, seconds * 1000), trouble });
}

/** The service answers again. */
export function endPause(service: Service, host: string, access: Access): void {
  const key = keyOf(service, host, access);
  if (key) pauses().delete(key);
}

/** How much longer that host has asked us to wait, in milliseconds; null if it hasn't. */
export function pauseLeft(service: Service, host: string, access: Access): { ms: number; trouble: Trouble } | null {
  const key = keyOf(service, host, access);
  const pause = key ? pauses().get(key) : undefined;
  const ms = (pause?.until ?? 0) - Date.now();
  return pause && ms > 0 ? { ms, trouble: pause.trouble } : null;
}
