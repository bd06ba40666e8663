import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** A fault to inject. `host` and `path` are regular expressions; it affects the next `times` requests that match both. */
export const FaultInput = z.object({
  host: z.string().default('.*'),
  path: z.string().default('.*'),
  times: z.int().min(1).max(100_000).default(1),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  retryAfter: z.union([z.int(), z.string()]).optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  mode: z.enum(['answer', 'cut', 'html', 'truncate']).default('answer'),
});
export type Fault = z.infer<typeof FaultInput>;

export class Faults {
  list: Fault[] = [];

  add(fault: Fault): void {
    this.list.push(fault);
  }

  take(host: string, path: string): Fault | undefined {
    const fault = this.list.find((f) => new RegExp(f.host, 'i').test(host) && new RegExp(f.path, 'i').test(path));
    if (fault && --fault.times === 0) this.list = this.list.filter((f) => f !== fault);
    return fault;
  }
}

/** Injects a fault. `real` calls the service itself, for faults that only damage or delay its response. */
export async function play(fault: Fault, outgoing: ServerResponse, real: () => Promise<Response>): Promise<Response> {
  if (fault.delayMs) await wait(fault.delayMs);
  switch (fault.mode) {
    case 'cut':
      outgoing.destroy();
      return new Response(null, { status: 502 }); // never sent: the connection is gone
    case 'html':
      return new Response('<html><head><title>Sign in to the guest network</title></head><body>Accept the terms to go on.</body></html>', {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
      });
    case 'truncate': {
      const text = await (await real()).text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), { headers: { 'content-type': 'application/json' } });
    }
    case 'answer': {
      if (!fault.status) return real();
      const headers = new Headers({ 'content-type': 'application/json' });
      if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter));
      const body = fault.body ?? { error: { code: 'PracticeFault', message: 'A fault asked for at /_practice/.' } };
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status: fault.status, headers });
    }
  }
}
