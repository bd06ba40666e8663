import { gunzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { db } from '@/lib/db';

export interface Session {
  enrolmentId: string;
  cookie: string;
}
export interface Result {
  times: number;
  perSecond: number;
  p50: number;
  p95: number;
  errors: number;
}
interface Target {
  portal: string;
  slug: string;
  step: string;
}

/** A press of Verify, as a page sends it that has these facts: built once, because the machine should be busy with the portal, not with the pressing. */
const pressOf = ({ slug, step }: Target, held?: string | undefined) =>
  Buffer.from(JSON.stringify({ workshop: slug, step, press: '{"kind":"verify"}', held }));

/**
 * Each person presses Verify again as soon as they have their answer. Use within `withoutFreshness`: otherwise only the first
 * press would ask a service.
 */
export async function load(target: Target, people: Session[], seconds: number): Promise<Result> {
  const headers = { 'accept-encoding': 'gzip, deflate', origin: target.portal, 'content-type': 'application/json' };
  const pool = new Pool(target.portal, { connections: people.length });
  const times: number[] = [];
  let errors = 0;
  const until = performance.now() + seconds * 1000;
  const begun = performance.now();
  await Promise.all(
    people.map(async ({ cookie }) => {
      let body = pressOf(target);
      let held: string | undefined;
      while (performance.now() < until) {
        const started = performance.now();
        const answer = await pool.request({ path: '/api/press', method: 'POST', headers: { ...headers, cookie }, body });
        const bytes = Buffer.from(await answer.body.arrayBuffer());
        times.push(performance.now() - started);
        const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
        const [, facts] = /"factsId":"([\w-]+)"/.exec(text) ?? [];
        if (facts !== held) {
          held = facts;
          body = pressOf(target, held);
        }
        if (answer.statusCode !== 200 || !text.includes('"did":"verify"') || /hasSessionEnded|Too many checks|found\."/.test(text)) {
          if (errors++ === 0) console.log(`first error: ${answer.statusCode} ${text.slice(0, 600)}`);
        }
      }
    }),
  );
  const took = (performance.now() - begun) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return {
    times: times.length,
    perSecond: times.length / took,
    p50: times[Math.floor(times.length / 2)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
    errors,
  };
}

/** Makes every press run the checks, as if three seconds had passed and nobody had pressed in the last minute. */
export async function withoutFreshness(act: () => Promise<void>): Promise<void> {
  const triggers = [
    ['StepRun', 'INSERT OR UPDATE', `NEW."finishedAt" := NULL`],
    ['Attempt', 'INSERT', `NEW."at" := now() - interval '1 hour'`],
  ] as const;
  for (const [table, event, change] of triggers) {
    await db().$executeRawUnsafe(
      `CREATE OR REPLACE FUNCTION bench_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${change}; RETURN NEW; END $$`,
    );
    await db().$executeRawUnsafe(
      `CREATE OR REPLACE TRIGGER bench BEFORE ${event} ON "${table}" FOR EACH ROW EXECUTE FUNCTION bench_${table}()`,
    );
  }
  try {
    await act();
  } finally {
    for (const [table] of triggers) await db().$executeRawUnsafe(`DROP TRIGGER bench ON "${table}"`);
  }
}
