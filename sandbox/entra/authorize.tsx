/** @jsxImportSource hono/jsx */
import { html } from 'hono/html';
import { z } from 'zod';
import { hrefFor } from '../net/target.ts';
import { notPractised } from '../not-practised.ts';
import { type RequestContext, service } from '../practice.ts';
import { Page } from '../ui/page.tsx';
import { dssHost, type Person, tenantId } from '../world/cast.ts';
import type { Store } from '../world/store.ts';
import { acceptsRedirect, findApp } from './apps.ts';
import { giveConsent, hasConsent } from './consent.ts';
import { sentence, textOf } from './errors.ts';
import { blockFor, challengedBy, isMissing, wantsMfa } from './policies.ts';
import { Consent, NeedsApproval, SecondFactor } from './questions.tsx';
import { type ResourceName, resourcesOf } from './resources.ts';
import { accountUrl, confirmSession, hasConfirmed, signedIn } from './session.ts';
import { issueCode } from './tokens.ts';
import { form, query, Trouble } from './trouble.tsx';

/** The authorize endpoint in both versions, and the consent page. */
export const authorizePages = service();

const text = z.string().default('');
const Authorization = z.object({
  client_id: text,
  redirect_uri: text,
  scope: text,
  prompt: text,
  response_type: z.string().default('code'),
  response_mode: z.enum(['query', 'fragment', 'form_post']).default('query'),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  claims: z.string().optional(),
});
type Authorization = z.output<typeof Authorization>;

/** The resource that an authorize request signs in to: policies are judged for this one only (v2-conditional-access-dev-guide). */
const signsInTo = (asked: Authorization): ResourceName | undefined => wantedBy(asked)[0];

/** The resources whose second factor this sign-in has to give. */
function factorsOf(store: Store, asked: Authorization): string[] {
  const first = signsInTo(asked);
  return [...new Set([...challengedBy(asked.claims, store), ...(first && wantsMfa(store, first) ? [first] : [])])];
}

const wantedBy = ({ scope }: Authorization) => resourcesOf(scope).filter((r) => r !== null);

authorizePages.on('GET', ['/:tenant/oauth2/v2.0/authorize', '/:tenant/oauth2/authorize'], query(Authorization), (c) => {
  const asked = c.req.valid('query');
  const { store, way } = c.env;
  const app = findApp(store, asked.client_id);
  if (!app) return c.html(<Trouble code="700016" text="Application with that identifier was not found in the directory." />, 400);
  if (!acceptsRedirect(app, asked.redirect_uri)) {
    const said = `The redirect URI '${asked.redirect_uri}' specified in the request does not match the redirect URIs configured for the application.`;
    return c.html(<Trouble code="50011" text={said} />, 400);
  }
  if (asked.response_type !== 'code')
    return back(c, asked, {
      error: 'unsupported_response_type',
      error_description: sentence('700054', notPractised(`the response type '${asked.response_type}'`)),
    });
  const person = signedIn(c);
  const { pathname, search } = new URL(c.req.url);
  if (!person || asked.prompt === 'select_account' || asked.prompt === 'login') {
    if (asked.prompt === 'none')
      return back(c, asked, {
        error: 'login_required',
        error_description: sentence('50058', 'A silent sign-in request was sent but no user is signed in.'),
      });
    const params = new URLSearchParams(search);
    params.delete('prompt');
    return c.redirect(`${hrefFor(way, accountUrl)}?return=${encodeURIComponent(`/login.microsoftonline.com${pathname}?${params}`)}`);
  }
  if (person.tenantId !== tenantId) {
    const said = `User account '${person.upn}' from identity provider 'https://sts.windows.net/${person.tenantId}/' does not exist in tenant 'Practice' and cannot access the application '${app.clientId}' in that tenant.`;
    const again = `${accountUrl}?return=${encodeURIComponent(`/login.microsoftonline.com${pathname}${search}`)}`;
    return c.html(<Trouble code="50020" text={said} back={hrefFor(way, again)} />, 400);
  }
  const wanted = wantedBy(asked);
  const missing = wanted.find((resource) => isMissing(store, resource));
  if (missing)
    return back(c, asked, { error: 'invalid_resource', error_description: sentence('500011', `${textOf('500011')} (${missing})`) });
  const [first] = wanted;
  const block = first && blockFor(store, person, first);
  if (block) {
    const code = block.code ?? '53003';
    return c.html(<Trouble code={code} text={textOf(code)} />, 403);
  }
  const question = { query: search.slice(1), person, app: app.name };
  if (factorsOf(store, asked).length > 0 && !hasConfirmed(c, person)) {
    const action = hrefFor(way, 'https://login.microsoftonline.com/practice/mfa');
    return c.html(<SecondFactor {...question} action={action} />);
  }
  const mayConsent = store.world.rules.usersMayConsent;
  if ((asked.prompt === 'consent' && mayConsent) || !hasConsent(store, app, person.oid, wanted)) {
    const action = hrefFor(way, 'https://login.microsoftonline.com/practice/consent');
    return c.html(
      mayConsent ? (
        <Consent {...question} scope={asked.scope} wanted={wanted} action={action} />
      ) : (
        <NeedsApproval {...question} action={action} />
      ),
    );
  }
  return grant(c, person, asked);
});

const Decision = z.object({
  query: text.transform((whole) => Object.fromEntries(new URLSearchParams(whole))).pipe(Authorization),
  decision: text,
});

authorizePages.post('/practice/consent', form(Decision), (c) => {
  const { query: asked, decision } = c.req.valid('form');
  const { store, way } = c.env;
  const person = signedIn(c);
  const app = findApp(store, asked.client_id);
  if (!person || !app || !acceptsRedirect(app, asked.redirect_uri)) return c.redirect(hrefFor(way, accountUrl));
  if (decision !== 'accept' || !store.world.rules.usersMayConsent) return declined(c, asked);
  giveConsent(store, app, person.oid, wantedBy(asked));
  return grant(c, person, asked);
});

/** What an app is told if somebody cancels; that "Need admin approval" ends in the same way is assumed. */
const declined = (c: RequestContext, asked: Authorization) =>
  back(c, asked, { error: 'access_denied', error_subcode: 'cancel', error_description: sentence('65004', textOf('65004')) });

authorizePages.post('/practice/mfa', form(Decision), (c) => {
  const { query: asked, decision } = c.req.valid('form');
  const { store, way } = c.env;
  const person = signedIn(c);
  const app = findApp(store, asked.client_id);
  if (!person || !app || !acceptsRedirect(app, asked.redirect_uri)) return c.redirect(hrefFor(way, accountUrl));
  if (decision !== 'accept') return declined(c, asked);
  confirmSession(c, person);
  const params = new URLSearchParams(Object.entries(asked).filter((pair): pair is [string, string] => Boolean(pair[1])));
  return c.redirect(hrefFor(way, `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/authorize?${params}`));
});

async function grant(c: RequestContext, person: Person, asked: Authorization) {
  const code = await issueCode(c.env.store, {
    oid: person.oid,
    clientId: asked.client_id,
    redirectUri: asked.redirect_uri,
    scope: asked.scope,
    ...(asked.nonce ? { nonce: asked.nonce } : {}),
    ...(asked.code_challenge ? { challenge: asked.code_challenge } : {}),
    mfa: hasConfirmed(c, person) ? factorsOf(c.env.store, asked) : [],
  });
  return back(c, asked, { code, session_state: crypto.randomUUID() });
}

function back(c: RequestContext, { redirect_uri, response_mode, state }: Authorization, answer: Record<string, string>) {
  const url = new URL(redirect_uri);
  const given = { ...answer, ...(state ? { state } : {}) };
  // the practice DSS is part of the practice cloud; every other app has its own address
  const place = () => (url.host === dssHost ? hrefFor(c.env.way, url.href) : url.href);
  switch (response_mode) {
    case 'query':
      for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
      return c.redirect(place());
    case 'fragment':
      url.hash = new URLSearchParams(given).toString();
      return c.redirect(place());
    case 'form_post':
      return c.html(
        <Page title="Working…" service="Entra ID">
          <form method="post" action={place()} class="card">
            {Object.entries(given).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button>Continue</button>
          </form>
          {html`<script>document.forms[0].submit()</script>`}
        </Page>,
      );
  }
}
