import { type Answer, type Browser, Trouble, TurnedAway } from './browser';
import { fieldOf, formsIn, type PageForm } from './forms';

/** A form of the portal's, sent as a browser without JavaScript sends it. */
export function portalForm(portal: string, form: PageForm, more: Record<string, string> = {}): RequestInit {
  const body = new FormData();
  for (const [name, value] of [...form.fields, ...Object.entries(more)]) body.set(name, value);
  return { method: 'POST', body, headers: { origin: portal } };
}

/** A form of the practice cloud's. */
function cloudForm(at: URL, form: PageForm, more: Record<string, string>): [URL, RequestInit] {
  const body = new URLSearchParams([...form.fields, ...Object.entries(more)]);
  return [new URL(form.action || at.href, at), { method: 'POST', body, headers: { origin: at.origin } }];
}

/** The title of Entra's page where people may not consent for themselves. */
const approval = 'Need admin approval';

/** The next form of Entra's pages, with what this person answers: who they are, and yes. */
function answered(page: Answer, upn: string): [URL, RequestInit] | null {
  const forms = formsIn(page.text);
  const choose = forms.find((form) => form.buttons.some(({ name, value }) => name === 'upn' && value === upn));
  if (choose) return cloudForm(page.url, choose, { upn });
  const decide = forms.find((form) => form.buttons.some(({ name, value }) => name === 'decision' && value === 'accept'));
  if (decide) return cloudForm(page.url, decide, { decision: 'accept' });
  return null;
}

/**
 * Signs somebody in as their browser would: from the portal's own form through Entra's pages and back, as far as the page that they
 * wanted. @param to a path of the portal @param consents whether they come to consent, as a step's page has asked them to
 * @throws Trouble where it ends elsewhere, TurnedAway where an administrator has to consent first
 */
export async function signIn(browser: Browser, portal: string, to: string, upn: string, consents = false): Promise<Answer> {
  const first = await browser.follow('sign-in', `${portal}/sign-in?to=${encodeURIComponent(to)}${consents ? '&consent=1' : ''}`);
  const form = formsIn(first.text).find((one) => fieldOf(one, 'to') !== undefined);
  if (!form) return said(browser, 'the sign-in page has no form');
  let page = await browser.follow('sign-in', first.url, portalForm(portal, form));
  for (let pages = 0; pages < 6; pages++) {
    if (page.url.origin === new URL(portal).origin) {
      const { pathname } = page.url;
      return pathname.startsWith('/sign-in') ? said(browser, `the sign-in ended at ${pathname}`) : page;
    }
    const next = answered(page, upn);
    if (!next && page.text.includes(approval)) {
      browser.ledger.refusal(`Entra ID: ${approval}`);
      throw new TurnedAway(approval);
    }
    if (!next) return said(browser, `nobody knows what to answer at ${page.url.pathname}`);
    page = await browser.follow('sign-in', ...next);
  }
  return said(browser, 'the sign-in has no end');
}

function said(browser: Browser, what: string): never {
  browser.ledger.error(browser.who, what);
  throw new Trouble(what);
}
