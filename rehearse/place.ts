import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Plain } from '@/bin/plain.mjs';
import { practiceTenant } from '@/lib/env';
import type { PracticeCloud } from '@/lib/lab/practice';
import { About, practiceCloudAt } from '@/prisma/practice-cloud';
import { Browser } from './browser';
import { fieldOf, formsIn } from './forms';
import { Ledger } from './ledger';
import { portalForm } from './sign-in';

export interface Place {
  portal: string;
  cloud: PracticeCloud;
  people: About['people'];
  /** How much faster than real services the practice cloud is. */
  practiceSpeed: number;
}

const howToStart = 'Start it with "npm run up", in another terminal; with the same PORT and DATA_DIR, if you set them.';

/** Where `npm run up` notes that it runs. */
function notedIn(folder: string): string | undefined {
  const file = join(folder, 'running.json');
  if (!existsSync(file)) return undefined;
  return z.object({ url: z.string() }).safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.url;
}

/**
 * The portal that is up, and its practice cloud: where its sign-in leads to.
 * @throws Plain if there is none, or if it belongs to a real tenant
 */
export async function findPlace(root: string, named: string | undefined, source: NodeJS.ProcessEnv): Promise<Place> {
  const folder = resolve(source['DATA_DIR'] ?? join(root, '.data'));
  const portal = (named ?? (source['PORT'] ? `http://localhost:${source['PORT']}` : notedIn(folder)) ?? 'http://localhost:3000').replace(
    /\/$/,
    '',
  );
  const isUp = await fetch(`${portal}/api/health`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isUp) throw new Plain(`No portal answers at ${portal}. ${howToStart}`);
  const entra = await entraOf(portal);
  const about = await fetch(`${entra.origin}/_practice/about`, { signal: AbortSignal.timeout(5000) }).then(
    async (answer) =>
      z
        .object({ ...About.shape, speed: z.number() })
        .loose()
        .safeParse(await answer.json()).data,
    () => undefined,
  );
  if (entra.hostname === 'login.microsoftonline.com' || about?.tenantId !== practiceTenant)
    throw new Plain(`The portal at ${portal} signs people in at ${entra.host}, which isn’t a practice cloud. Simulated attendees need one.
To walk a real tenant yourself, use --people 1 --real.`);
  // vendors' addresses lead to this practice cloud from here on
  Object.assign(process.env, { CLOUD_ORIGIN: entra.origin, ENTRA_TENANT_ID: about.tenantId });
  return { portal, cloud: practiceCloudAt(entra.origin, about), people: about.people, practiceSpeed: about.speed };
}

/** Where somebody who signs in is sent. */
async function entraOf(portal: string): Promise<URL> {
  const ledger = new Ledger(() => 0);
  const browser = new Browser('the rehearsal', ledger, new AbortController().signal);
  const page = await browser.follow('sign-in', `${portal}/sign-in`);
  const form = formsIn(page.text).find((one) => fieldOf(one, 'to') !== undefined);
  const begun = form && (await browser.ask('sign-in', page.url, portalForm(portal, form)));
  if (!begun?.location) throw new Plain(`The server at ${portal} isn't Guidepost: its sign-in leads nowhere. ${howToStart}`);
  return new URL(begun.location, portal);
}
