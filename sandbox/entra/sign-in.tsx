/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { hrefFor } from '../net/target.ts';
import type { Practice } from '../practice.ts';
import { Field, Page } from '../ui/page.tsx';
import { domain, dssHost, person as makePerson, type Person, tenantId } from '../world/cast.ts';
import { hasConsent } from './api.ts';
import { sentence } from './errors.ts';
import { oidcScopes, type ResourceName, resources, resourcesOf } from './resources.ts';
import { issueCode } from './tokens.ts';

type C = Context<Practice>;
const cookie = 'practice_who';
const account = 'https://login.microsoftonline.com/practice/account';

export function signedIn(c: C): Person | undefined {
  const upn = getCookie(c, cookie);
  return c.env.store.world.people.find((p) => p.upn === upn);
}

/** Where a console sends a person it does not know. */
export const signInHref = (c: C): string => {
  const { pathname, search } = new URL(c.req.url);
  const back = c.env.way === 'direct' ? `/${new URL(c.req.url).hostname}${pathname}${search}` : c.req.url;
  return `${hrefFor(c.env.way, account)}?return=${encodeURIComponent(back)}`;
};

/** Only a way back into the practice cloud itself. */
const safeReturn = (path: string | undefined) => (path && /^\/[a-z0-9]/i.test(path) ? path : '/');

export function authorize(c: C) {
  const q = c.req.query();
  const app = c.env.store.world.apps.find((a) => a.clientId === q['client_id']);
  if (!app) return c.html(<Trouble code="700016" text="Application with that identifier was not found in the directory." />, 400);
  const redirectUri = q['redirect_uri'] ?? '';
  if (!app.redirectUris.includes(redirectUri)) {
    return c.html(
      <Trouble
        code="50011"
        text={`The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application.`}
      />,
      400,
    );
  }
  const person = signedIn(c);
  const asks = q['prompt'] ?? '';
  const { pathname, search } = new URL(c.req.url);
  const here = `/login.microsoftonline.com${pathname}${search}`;
  if (!person || asks === 'select_account' || asks === 'login') {
    if (asks === 'none')
      return back(c, redirectUri, q['state'], {
        error: 'login_required',
        error_description: sentence('50058', 'A silent sign-in request was sent but no user is signed in.'),
      });
    const params = new URLSearchParams(search);
    params.delete('prompt');
    return c.redirect(`${hrefFor(c.env.way, account)}?return=${encodeURIComponent(`/login.microsoftonline.com${pathname}?${params}`)}`);
  }
  if (person.tenantId !== tenantId) {
    return c.html(
      <Trouble
        code="50020"
        text={`User account '${person.upn}' from identity provider 'https://sts.windows.net/${person.tenantId}/' does not exist in tenant 'Practice' and cannot access the application '${app.clientId}' in that tenant.`}
        back={hrefFor(c.env.way, `${account}?return=${encodeURIComponent(here)}`)}
      />,
      400,
    );
  }
  const wanted = resourcesOf(q['scope'] ?? '').filter((r): r is ResourceName => r !== null);
  if (asks === 'consent' || !hasConsent(c, app, person.oid, wanted))
    return c.html(
      <Consent
        query={search.slice(1)}
        person={person}
        app={app.name}
        wanted={wanted}
        action={hrefFor(c.env.way, 'https://login.microsoftonline.com/practice/consent')}
      />,
    );
  return grant(c, person, q);
}

async function grant(c: C, person: Person, q: Record<string, string>) {
  const code = await issueCode(c.env.store, {
    oid: person.oid,
    clientId: q['client_id'] ?? '',
    redirectUri: q['redirect_uri'] ?? '',
    scope: q['scope'] ?? '',
    ...(q['nonce'] ? { nonce: q['nonce'] } : {}),
    ...(q['code_challenge'] ? { challenge: q['code_challenge'] } : {}),
  });
  return back(c, q['redirect_uri'] ?? '', q['state'], { code, session_state: crypto.randomUUID() });
}

function back(c: C, redirectUri: string, state: string | undefined, answer: Record<string, string>) {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, ...(state ? { state } : {}) })) url.searchParams.set(name, value);
  // an app that the practice cloud itself plays is reached where this browser reaches us
  return c.redirect(url.host === dssHost ? hrefFor(c.env.way, url.href) : url.href);
}

/** The page on which one picks, or makes up, an account. */
export function chooseAccount(c: C) {
  const go = safeReturn(c.req.query('return'));
  return c.html(
    <Page title="Pick an account" service="Entra ID" who={signedIn(c)?.upn}>
      <p>
        Everybody here is made up. Their password, where one is asked for, is <code>practice</code>.
      </p>
      <form method="post">
        <input type="hidden" name="return" value={go} />
        <ul class="people">
          {c.env.store.world.people.map((p) => (
            <li>
              <button name="upn" value={p.upn}>
                {p.name}
                <small>
                  {p.upn}
                  {p.appRoles.includes('Facilitator') ? ' · facilitator' : ''}
                  {p.tenantId !== tenantId ? ' · of another tenant' : ''}
                  {p.azureRole === 'Reader' ? ' · may only read in Azure' : ''}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </form>
      <form method="post" class="card">
        <h2>Somebody else</h2>
        <input type="hidden" name="return" value={go} />
        <Field name="name" label="Your name" required hint={`You get an address at ${domain}.`} />
        <div class="row">
          <button>Sign in under this name</button>
        </div>
      </form>
    </Page>,
  );
}

export async function signIn(c: C) {
  const form = await c.req.formData();
  const { world } = c.env.store;
  const name = String(form.get('name') ?? '')
    .trim()
    .slice(0, 80);
  let who = world.people.find((p) => p.upn === form.get('upn'));
  if (!who && name) {
    const newcomer = makePerson(name);
    if (newcomer.upn.startsWith('@')) return c.redirect(hrefFor(c.env.way, account));
    who = world.people.find((p) => p.upn === newcomer.upn) ?? newcomer;
    if (!world.people.includes(who)) world.people.push(who);
    c.env.store.save();
  }
  if (!who) return c.redirect(hrefFor(c.env.way, account));
  setCookie(c, cookie, who.upn, { path: '/', httpOnly: true, sameSite: 'Lax' });
  return c.redirect(safeReturn(String(form.get('return') ?? '')), 303);
}

export function signOut(c: C) {
  deleteCookie(c, cookie, { path: '/' });
  const after = c.req.query('post_logout_redirect_uri');
  const known = after && c.env.store.world.apps.some((a) => a.redirectUris.some((u) => new URL(u).origin === new URL(after).origin));
  return c.redirect(known ? after : hrefFor(c.env.way, account));
}

/** Accept or cancel on the consent page. */
export async function decide(c: C) {
  const form = await c.req.formData();
  const query = Object.fromEntries(new URLSearchParams(String(form.get('query'))));
  const person = signedIn(c);
  const app = c.env.store.world.apps.find((a) => a.clientId === query['client_id']);
  const redirectUri = query['redirect_uri'] ?? '';
  if (!person || !app?.redirectUris.includes(redirectUri)) return c.redirect(hrefFor(c.env.way, account));
  if (form.get('decision') !== 'accept') {
    return back(c, redirectUri, query['state'], {
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: sentence('65004', 'User declined to consent to access the app.'),
    });
  }
  const { consents } = c.env.store.world;
  const wanted = resourcesOf(query['scope'] ?? '').filter((r): r is ResourceName => r !== null);
  const given = consents.find((g) => g.clientId === app.clientId && g.oid === person.oid);
  if (given) given.resources = [...new Set([...given.resources, ...wanted])];
  else consents.push({ clientId: app.clientId, oid: person.oid, resources: wanted });
  c.env.store.save();
  return grant(c, person, query);
}

function Consent({
  query,
  person,
  app,
  wanted,
  action,
}: {
  query: string;
  person: Person;
  app: string;
  wanted: ResourceName[];
  action: string;
}) {
  const scopes = new URLSearchParams(query).get('scope')?.split(' ') ?? [];
  return (
    <Page title="Permissions requested" service="Entra ID" who={person.upn}>
      <form method="post" action={action} class="card">
        <p>
          <b>{app}</b> would like to:
        </p>
        <ul>
          {wanted.map((r) => (
            <li>{`Access ${resources[r].title} as you (${person.upn})`}</li>
          ))}
          {scopes.some((s) => oidcScopes.has(s)) ? <li>Sign you in and read your profile, also while you are away</li> : null}
        </ul>
        <input type="hidden" name="query" value={query} />
        <div class="row">
          <button name="decision" value="accept">
            Accept
          </button>
          <button name="decision" value="cancel" class="plain">
            Cancel
          </button>
        </div>
      </form>
    </Page>
  );
}

function Trouble({ code, text, back: href }: { code: string; text: string; back?: string }) {
  return (
    <Page title="Sorry, but we are having trouble signing you in." service="Entra ID">
      <p class="card">{sentence(code, text)}</p>
      {href ? (
        <a class="button" href={href}>
          Sign in with another account
        </a>
      ) : null}
    </Page>
  );
}
