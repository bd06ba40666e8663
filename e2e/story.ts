import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { encode } from 'next-auth/jwt';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import type { Member } from '@/lib/lab/practice';
import { bus } from '@/lib/progress/bus';
import { dropFreshnessOf } from '@/lib/progress/lease';
import { sealSecrets } from '@/lib/workshop-secrets';
import { type Hands, practiceHands } from './hands';

export const portal = process.env['PORTAL'] ?? '';
export const otherPortal = process.env['OTHER_PORTAL'] ?? '';
export const practiceUrl = process.env['CLOUD_ORIGIN'] ?? '';

export interface Workshop {
  id: string;
  slug: string;
  joinCode: string;
  facilitator: Member;
}

export interface Attendee {
  member: Member;
  page: Page;
  enrolmentId: string;
  workshop: Workshop;
  /** Opens a step of the workshop. */
  open: (step: string) => Promise<void>;
}

interface Story {
  /** The practice cloud as it begins, as strict as real services for which everything was prepared. */
  hands: Hands;
  /** Skips time in the practice cloud. */
  advance: (seconds: number) => Promise<void>;
  fault: (fault: Record<string, unknown>) => Promise<void>;
  workshop: Workshop;
  /** Somebody new, signed in, in a browser of their own; not yet in any workshop. */
  signInAs: (
    name: string,
    options?: BrowserContextOptions & { facilitator?: boolean },
  ) => Promise<{ member: Member; page: Page; personId: string }>;
  /** Somebody new who has joined the workshop. */
  attendee: (name: string, options?: BrowserContextOptions) => Promise<Attendee>;
  /** The workshop's facilitator at its board. */
  board: (options?: BrowserContextOptions & { at?: string }) => Promise<Page>;
}

let count = 0;
/** Names are said once: the practice tenant and the database remember everybody. */
const fresh = (name: string) =>
  `${name} ${String.fromCharCode(65 + (count % 26))}${String.fromCharCode(97 + (Math.floor(count++ / 26) % 26))}`;

export const test = base.extend<Story>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
  hands: async ({}, use) => {
    const hands = await practiceHands();
    // everybody's machines count toward one quota, and what one story leaves behind is in the way of the next
    await hands.practice('/reset');
    await hands.practice('/rules', { preset: 'strict' });
    await use(hands);
    await hands.practice('/faults/clear');
  },
  advance: async ({ hands }, use) => use(async (seconds) => void (await hands.practice('/clock', { advanceSeconds: seconds }))),
  fault: async ({ hands }, use) => use(async (fault) => void (await hands.practice('/faults', fault))),
  workshop: async ({ hands }, use) => {
    const facilitator = await hands.newcomer(fresh('Gil Guide'), { appRoles: ['Facilitator'] });
    const { id: createdById } = await hands.person(facilitator);
    const slug = `story-${randomUUID().slice(0, 8)}`;
    const joinCode = slug.slice(6, 9).toUpperCase() + slug.slice(9).toUpperCase();
    const id = randomUUID();
    await db().workshop.create({
      data: {
        id,
        secrets: sealSecrets(findLab('databricks-dss'), id, hands.settings, { dssAdminKey: hands.dssAdminKey }),
        slug,
        lab: 'databricks-dss',
        title: 'Tuesday session',
        joinCode: `${joinCode.slice(0, 3)}-${joinCode.slice(3)}`,
        isPractice: true,
        settings: hands.settings,
        createdById,
      },
    });
    await use({ id, slug, joinCode: `${joinCode.slice(0, 3)}-${joinCode.slice(3)}`, facilitator });
  },
  signInAs: async ({ hands, browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name, { facilitator, ...options } = {}) => {
      const member = await hands.newcomer(fresh(name), { appRoles: facilitator ? ['Facilitator'] : [] });
      const { id: personId } = await hands.person(member);
      return { member, personId, page: await pageOf(browser, contexts, personId, member, options) };
    });
    for (const context of contexts) await context.close();
  },
  attendee: async ({ signInAs, workshop }, use) => {
    await use(async (name, options) => {
      const { member, personId, page } = await signInAs(name, options);
      const enrolment = await db().enrolment.create({ data: { workshopId: workshop.id, personId } });
      return {
        member,
        page,
        enrolmentId: enrolment.id,
        workshop,
        open: async (step) => void (await page.goto(`/w/${workshop.slug}/${step}`)),
      };
    });
  },
  board: async ({ hands, browser, workshop }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ at = portal, ...options } = {}) => {
      const { id } = await hands.person(workshop.facilitator);
      const page = await pageOf(browser, contexts, id, workshop.facilitator, options);
      await page.goto(`${at}/facilitate/${workshop.slug}`);
      await expect(page.getByText('● live')).toBeVisible();
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

test.afterAll(async () => {
  await bus().close();
});

/** Whose browser it is. */
const personIn = new WeakMap<BrowserContext, string>();

/** A browser of somebody's own, with a session written as next-auth writes it, and known to the practice consoles. */
async function pageOf(
  browser: Browser,
  contexts: BrowserContext[],
  personId: string,
  { upn }: Member,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal, ...options });
  contexts.push(context);
  personIn.set(context, personId);
  const session = await encode({ token: { personId, signedInAt: Date.now() }, secret: env().NEXTAUTH_SECRET, maxAge: 3600 });
  const cookie = { domain: 'localhost', path: '/', httpOnly: true, sameSite: 'Lax' as const };
  await context.addCookies([
    { ...cookie, name: 'next-auth.session-token', value: session },
    { ...cookie, name: 'practice_who', value: upn },
  ]);
  const page = await context.newPage();
  watchForBugs(page);
  return page;
}

/** A page that throws, or that its own security policy has to stop, fails the story. */
export function watchForBugs(page: Page): void {
  page.on('pageerror', (error) => expect.soft(error.message, 'the page threw').toBe(''));
  page.on('console', (message) => {
    if (/content security policy|hydrat/i.test(message.text())) expect.soft(message.text(), 'the console complained').toBe('');
  });
}

export const row = (page: Page, title: string) => page.getByRole('listitem', { name: title, exact: true });
const button = (page: Page) => page.getByRole('button', { name: /^(Verify step|Verify again)$/ }).filter({ visible: true });
/** Opens the fold in which passed checks lie, if it is shut. */
export async function unfold(page: Page): Promise<void> {
  const fold = page.locator('details').filter({ has: page.getByText(/^\d+ checks? passed$/) });
  await fold.waitFor();
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
}
/** One press, and no waiting. */
export const press = (page: Page) => button(page).click();
/** Waits until the look that a press began is over. */
export const looked = (page: Page) => expect(button(page)).toBeEnabled();
/** Verifies, without waiting until the last look is no longer fresh. */
export async function verify(page: Page): Promise<void> {
  const personId = personIn.get(page.context());
  if (personId) await dropFreshnessOf(personId);
  await press(page);
  await looked(page);
}
export const status = (page: Page) => page.getByRole('complementary', { name: 'Verify' }).getByRole('status');

/** What axe checks by default of colors, and nothing else. */
export const colorRules = ['color-contrast', 'link-in-text-block'];

/** @param rules the only ones to check; all that axe checks by default if left out */
export async function hasNoAxeViolations(page: Page, rules?: string[]): Promise<void> {
  expect(page.frames(), 'axe only sees the page itself').toHaveLength(1);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (values) => {
    // a color on its way to another has no contrast yet; what moves without end, as a mark that turns, does not change its color
    for (const moving of document.getAnimations())
      if (moving.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) moving.finish();
    // only violations are reported in full: reporting what passed takes longer than checking it
    const { violations, passes } = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(values && { runOnly: { type: 'rule', values } }),
    });
    return { violations: violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`), passed: passes.length };
  }, rules);
  expect(found.violations).toEqual([]);
  expect(found.passed, 'axe checked something').toBeGreaterThan(0);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

export { expect };
