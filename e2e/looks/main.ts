// Takes every page's picture, in every way that people look at one, and writes the contact sheet. Started by bin/looks.ts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { chromiumHere } from '@/e2e/chromium';
import { practiceHands } from '@/e2e/hands';
import { env } from '@/lib/env';
import { bus } from '@/lib/progress/bus';
import { everyPage, type Look, type Shot, shotsOf, stepOnly } from './pages';
import { scene } from './scene';
import { sheetOf, type Taken } from './sheet';

const portal = process.env['PORTAL'] ?? '';
const folder = resolve(process.argv[2] ?? '');
rmSync(join(folder, 'pictures'), { recursive: true, force: true });
mkdirSync(join(folder, 'pictures'), { recursive: true });

const shown = await scene(await practiceHands());
const browser = await chromium.launch(await chromiumHere());
const taken: Taken[] = [];

async function signIn(context: BrowserContext, personId: string): Promise<void> {
  const value = await encode({ token: { personId, signedInAt: Date.now() }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  await context.addCookies([{ name: 'next-auth.session-token', value, domain: 'localhost', path: '/', httpOnly: true, sameSite: 'Lax' }]);
}

async function take(look: Look, who: Shot['who'], shots: readonly Shot[]): Promise<void> {
  await shown.restore();
  const context = await browser.newContext({ baseURL: portal, ...look.options });
  if (who !== 'stranger') await signIn(context, who === 'attendee' ? shown.attendee.personId : shown.facilitatorId);
  const page = await context.newPage();
  if (look.isPrinted) await page.emulateMedia({ media: 'print' });
  for (const { title, path } of shots) {
    await page.goto(path);
    if (look.options.javaScriptEnabled !== false) await page.evaluate(() => document.fonts.ready);
    const file = `pictures/${title}-${look.name}.png`.toLowerCase().replace(/[^a-z0-9./]+/g, '-');
    await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
    taken.push({ title, look: look.name, file, width: page.viewportSize()?.width ?? 0 });
  }
  await context.close();
}

const shots = shotsOf(shown);
const people = ['stranger', 'attendee', 'facilitator'] as const;
for (const look of everyPage)
  for (const who of people)
    await take(
      look,
      who,
      shots.filter((s) => s.who === who),
    );
for (const look of stepOnly)
  await take(
    look,
    'attendee',
    shots.filter((s) => s.title.startsWith('A step')),
  );

const order = (t: Taken) => shots.findIndex((s) => s.title === t.title);
const sheet = join(folder, 'index.html');
writeFileSync(
  sheet,
  sheetOf(
    [...taken].sort((a, b) => order(a) - order(b)),
    `${taken.length} pictures, ${new Date().toISOString()}`,
  ),
);
console.log(`\n${taken.length} pictures: ${pathToFileURL(sheet)}`);
await browser.close();
await bus().close();
process.exit(0);
