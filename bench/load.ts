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

/** The id of the panel's server action, as the built page names it for browsers. */
export async function actionId({ portal, slug, step }: Target, cookie: string): Promise<string> {
  const html = await (await fetch(`${portal}/w/${slug}/${step}`, { headers: { cookie } })).text();
  const [, described = ''] = /<input type="hidden" name="\$ACTION_\d+:0" value="([^"]*)"\/>/.exec(html) ?? [];
  if (!described) throw new Error(`${step} has no form to press: ${html.slice(0, 200)}`);
  return (JSON.parse(described.replaceAll('&quot;', '"')) as { id: string }).id; // as React writes it
}

/**
 * Each person presses Verify again as soon as they have their answer. Use within `withoutFreshness`: otherwise only the first
 * press would ask a service.
 */
export async function load(target: Target, people: Session[], seconds: number): Promise<Result> {
  const [someone] = people;
  if (!someone) throw new Error('nobody to press');
  const id = await actionId(target, someone.cookie);
  // the press of a page, built once: the machine should be busy with the portal, not with the pressing
  const boundary = 'press';
  const fields = [
    ['_1_workshop', target.slug],
    ['_1_step', target.step],
    ['_1_press', '{"kind":"verify"}'],
    ['0', '[{"at":0,"did":null,"problems":{},"typed":{}},"$K1"]'], // last, because it refers to the others
  ];
  const parts = fields.map(([name, text]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
  const body = Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
  const headers = {
    'next-action': id,
    accept: 'text/x-component',
    'accept-encoding': 'gzip, deflate',
    origin: target.portal,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  const pool = new Pool(target.portal, { connections: people.length });
  const times: number[] = [];
  let errors = 0;
  const until = performance.now() + seconds * 1000;
  const begun = performance.now();
  await Promise.all(
    people.map(async ({ cookie }) => {
      while (performance.now() < until) {
        const started = performance.now();
        const answer = await pool.request({
          path: `/w/${target.slug}/${target.step}`,
          method: 'POST',
          headers: { ...headers, cookie },
          body,
        });
        const bytes = Buffer.from(await answer.body.arrayBuffer());
        times.push(performance.now() - started);
        const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
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
