import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Hands } from '../hands';
import { portal } from '../story';
import { type ActionRow, Form } from './action-row';
import { outcomeOf } from './outcome';
import type { Outcome } from './roles';
import type { Actor } from './world';

const Manifest = z.object({ node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })) });

/** The id by which browsers call an action, from the build that the portal runs on. */
function idOf(entry: string): string {
  const file = `${process.cwd()}/${process.env['BUILD_DIR'] ?? '.next'}/server/server-reference-manifest.json`;
  const { node } = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const [id] = Object.entries(node).find(([, a]) => `action ${a.filename} ${a.exportedName}` === entry) ?? [];
  if (!id) throw new Error(`The build has no ${entry}: nothing in a page uses it.`);
  return id;
}

/** Arguments as React writes them: a list, in which a form stands as a reference to its fields. */
function bodyOf(args: readonly unknown[]): FormData {
  const body = new FormData();
  for (const form of args.filter((a) => a instanceof Form))
    for (const [name, value] of Object.entries(form.fields)) body.set(`_1_${name}`, value);
  body.set('0', JSON.stringify(args.map((a) => (a instanceof Form ? '$K1' : a))));
  return body;
}

/** Calls a server action, or posts JSON to a route, over HTTP, as a browser of somebody's does. */
export async function call({ entry, page, args }: ActionRow, actor: Actor, hands: Hands): Promise<Outcome> {
  const given = args(actor, hands);
  const sent: { headers: Record<string, string>; body: string | FormData } = entry.startsWith('POST ')
    ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(given[0]) }
    : { headers: { 'next-action': idOf(entry), accept: 'text/x-component' }, body: bodyOf(given) };
  const answer = await fetch(`${portal}${page(actor)}`, {
    ...sent,
    method: 'POST',
    headers: { ...sent.headers, cookie: actor.cookie, origin: portal },
    redirect: 'manual',
  });
  const [to = null] = (answer.headers.get('x-action-redirect') ?? answer.headers.get('location'))?.split(';') ?? [];
  const text = await answer.text();
  return text.includes('"hasSessionEnded":true') ? 'session over' : outcomeOf(answer.status, to);
}
