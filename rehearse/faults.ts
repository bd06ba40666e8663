import type { Lab } from '@/lib/lab/lab';
import type { Clock } from './clock';
import { between, oneOf, type Random } from './random';

/** A service that may have trouble: what people call it, and its hosts as a pattern. */
export interface Service {
  name: string;
  hosts: string;
}

/** Something that goes wrong at a service for a while. */
export interface Weather {
  words: string;
  /** As the practice cloud takes it at /_practice/faults. */
  fault: { host: string; status?: number; retryAfter?: number; delayMs?: number; mode?: 'cut' };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The services that a lab asks, but for the one that signs people in: without it nobody could so much as arrive. */
export function servicesOf({ clouds, credentials }: Lab, settings: Readonly<Record<string, string>>): Service[] {
  return Object.values(clouds).flatMap(({ id, name, identity }): Service[] => {
    if (identity.kind === 'none') return [];
    if (identity.kind === 'entra') return [{ name, hosts: identity.hosts.source }];
    const places = Object.values(credentials).flatMap((credential) => (credential.cloud === id && credential.for ? [credential.for] : []));
    const hosts = [...new Set(places)].flatMap((setting) => URL.parse(settings[setting] ?? '')?.host ?? []);
    return hosts.map((host) => ({ name, hosts: `^${escaped(host)}$` }));
  });
}

const kinds: readonly ((service: Service) => Weather)[] = [
  ({ name, hosts: host }) => ({ words: `${name} is slow`, fault: { host, delayMs: 4000 } }),
  ({ name, hosts: host }) => ({ words: `${name} has too many requests`, fault: { host, status: 429, retryAfter: 5 } }),
  ({ name, hosts: host }) => ({ words: `${name} is unavailable`, fault: { host, status: 503, retryAfter: 10 } }),
  ({ name, hosts: host }) => ({ words: `${name} is down`, fault: { host, mode: 'cut' } }),
];

/** The next thing that goes wrong; null where there is no service. */
export function weather(random: Random, services: readonly Service[]): Weather | null {
  const [service, kind] = [oneOf(random, services), oneOf(random, kinds)];
  return service && kind ? kind(service) : null;
}

export interface Storm {
  random: Random;
  services: readonly Service[];
  clock: Clock;
  speed: number;
  practice: (path: string, body: unknown) => Promise<unknown>;
  tell: (line: string) => void;
}

/** Throws a fault at the services every few minutes, for about a minute each, until the rehearsal is over. */
export async function throwFaults({ random, services, clock, speed, practice, tell }: Storm): Promise<void> {
  for (;;) {
    await clock.sleep(between(random, 1.5, 3.5) * 60_000);
    const now = weather(random, services);
    if (!now) return;
    const ms = between(random, 0.6, 1.2) * 60_000;
    tell(`${now.words}, for ${Math.round(ms / 1000)} s`);
    await practice('/faults', { ...now.fault, times: 100_000, seconds: Math.max(1, ms / speed / 1000) });
    await clock.sleep(ms);
  }
}
