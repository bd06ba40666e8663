/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { hrefFor } from '../net/target.ts';
import { service } from '../practice.ts';
import { tenantId } from '../world/cast.ts';
import { acceptsRedirect, findApp } from './apps.ts';
import { sentence, textOf } from './errors.ts';
import { ConsentForAll } from './questions.tsx';
import { accountUrl, signedIn } from './session.ts';
import { form, query, Trouble } from './trouble.tsx';

/** An administrator's consent for everybody, by link (learn.microsoft.com, entra/identity-platform/v2-admin-consent). */
export const adminConsentPages = service();

const text = z.string().default('');
const Asked = z.object({ client_id: text, redirect_uri: text, scope: text, state: z.string().optional() });
type Asked = z.output<typeof Asked>;

adminConsentPages.get('/:tenant/v2.0/adminconsent', query(Asked), (c) => {
  const asked = c.req.valid('query');
  const app = findApp(c.env.store, asked.client_id);
  if (!app) return c.html(<Trouble code="700016" text={textOf('700016')} />, 400);
  if (!acceptsRedirect(app, asked.redirect_uri)) return c.html(<Trouble code="50011" text={textOf('50011')} />, 400);
  if (!asked.scope) return c.html(<Trouble code="900144" text="The request body must contain the following parameter: 'scope'." />, 400);
  const { pathname, search } = new URL(c.req.url);
  const pick = hrefFor(c.env.way, `${accountUrl}?return=${encodeURIComponent(`/login.microsoftonline.com${pathname}${search}`)}`);
  const person = signedIn(c);
  if (!person) return c.redirect(pick);
  if (!person.isAdministrator) {
    const said = `${app.name} needs permission to access resources in your organization that only an admin can grant.`;
    return c.html(<Trouble code="90094" text={said} back={pick} />, 403);
  }
  const action = hrefFor(c.env.way, 'https://login.microsoftonline.com/practice/adminconsent');
  return c.html(<ConsentForAll query={search.slice(1)} person={person} app={app.name} action={action} />);
});

const Decision = z.object({
  query: text.transform((whole) => Object.fromEntries(new URLSearchParams(whole))).pipe(Asked),
  decision: text,
});

adminConsentPages.post('/practice/adminconsent', form(Decision), (c) => {
  const { query: asked, decision } = c.req.valid('form');
  const app = findApp(c.env.store, asked.client_id);
  if (!app || !signedIn(c)?.isAdministrator || !acceptsRedirect(app, asked.redirect_uri)) return c.redirect(hrefFor(c.env.way, accountUrl));
  if (decision !== 'accept') {
    const said = sentence('65004', 'The resource owner or authorization server denied the request.');
    return c.redirect(back(asked, { error: 'consent_required', error_description: said }));
  }
  app.adminConsented = true;
  c.env.store.save();
  return c.redirect(back(asked, { tenant: tenantId, scope: asked.scope }));
});

function back({ redirect_uri, state }: Asked, answer: Record<string, string>): string {
  const url = new URL(redirect_uri);
  const given = { admin_consent: 'True', ...answer, ...(state ? { state } : {}) };
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
  return url.href;
}
