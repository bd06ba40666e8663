// Takes every page's picture, in every way that people look at one, and writes the contact sheet; or, with --docs, takes the pictures
// that the docs show. Started by bin/looks.ts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { chromiumHere } from '@/e2e/chromium';
import { practiceHands } from '@/e2e/hands';
import { env } from '@/lib/env';
import { bus } from '@/lib/progress/bus';
import { consolesOf, everyPage, forDocs, isInEveryWay, type Look, ofConsoles, otherWays, picturesOf, type Shot, shotsOf } from './pages';
import { scene } from './scene';
import { sheetOf, type Taken } from './sheet';

const portal = process.env['PORTAL'] ?? '';
const folder = resolve(process.argv[2] ?? '');
const isForDocs = process.argv[3] === '--docs';

const shown = await scene(await practiceHands(), !isForDocs);
const browser = await chromium.launch(await chromiumHere());

async function signIn(context: BrowserContext, personId: string): Promise<void> {
  const value = await encode({ token: { personId, signedInAt: Date.now() }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  await context.addCookies([{ name: 'next-auth.session-token', value, domain: 'localhost', path: '/', httpOnly: true, sameSite: 'Lax' }]);
}

/** Somebody's browser, on a scene that has not changed. */
async function open({ options, isPrinted }: Look, { who, upn }: { who: Shot['who']; upn?: string | undefined }): Promise<Page> {
  await shown.restore();
  const context = await browser.newContext({ baseURL: portal, ...options });
  if (who !== 'stranger') await signIn(context, shown[who]);
  if (upn) await context.addCookies([{ name: 'practice_who', value: upn, domain: 'localhost', path: '/' }]);
  const page = await context.newPage();
  if (isPrinted) await page.emulateMedia({ media: 'print' });
  return page;
}

async function show(page: Page, path: string, { options }: Look): Promise<void> {
  await page.goto(path);
  if (options.javaScriptEnabled === false) return;
  await page.evaluate(() => document.fonts.ready);
  const live = page.getByText('○ connecting');
  if ((await live.count()) > 0) await live.waitFor({ state: 'hidden' });
}

async function takeSheet(): Promise<void> {
  rmSync(join(folder, 'pictures'), { recursive: true, force: true });
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  const taken: Taken[] = [];
  const [shots, consoles] = [shotsOf(shown), consolesOf(shown)];
  async function take(look: Look, wanted: readonly Shot[]): Promise<void> {
    for (const [who, theirs] of Map.groupBy(wanted, (s) => s.who)) {
      const page = await open(look, { who, upn: theirs[0]?.upn });
      for (const { title, path } of theirs) {
        await show(page, path, look);
        const file = `pictures/${`${title}-${look.name}`.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true, animations: 'disabled' });
        taken.push({ title, look: look.name, file, width: page.viewportSize()?.width ?? 0 });
      }
      await page.context().close();
    }
  }
  for (const look of everyPage) await take(look, shots);
  for (const look of otherWays) await take(look, shots.filter(isInEveryWay));
  for (const look of ofConsoles) await take(look, consoles);
  const order = (t: Taken) => [...shots, ...consoles].findIndex((s) => s.title === t.title);
  const sheet = join(folder, 'index.html');
  const sorted = [...taken].sort((a, b) => order(a) - order(b));
  writeFileSync(sheet, sheetOf(sorted, `${taken.length} pictures, ${new Date().toISOString()}`));
  console.log(`\n${taken.length} pictures: ${pathToFileURL(sheet)}`);
}

/** A picture outlives the port that it was taken on. */
const named = (page: Page) =>
  page.evaluate((host) => {
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = all.nextNode(); node; node = all.nextNode())
      if (node.nodeValue?.includes(host)) node.nodeValue = node.nodeValue.replaceAll(host, 'guidepost.example.com');
  }, new URL(portal).host);

async function takeForDocs(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { file, path, who, height, part } of picturesOf(shown)) {
    const page = await open(forDocs, { who });
    await page.setViewportSize({ width: 1280, height });
    await show(page, path, forDocs);
    await named(page);
    const to = { path: join(folder, file), animations: 'disabled' } as const;
    await (part ? page.locator(part).screenshot(to) : page.screenshot(to));
    await page.context().close();
    console.log(join(folder, file));
  }
}

await (isForDocs ? takeForDocs() : takeSheet());
await browser.close();
await bus().close();
process.exit(0);
