/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { hrefFor } from '../net/target.ts';
import { service } from '../practice.ts';
import { Field, Page } from '../ui/page.tsx';
import { domain, person as makePerson, tenantId } from '../world/cast.ts';
import { accountUrl, endSession, landing, signedIn, startSession } from './session.ts';
import { form, query } from './trouble.tsx';

/** Signing in and out. A person picks an account, or makes one up. */
export const accountPages = service();

/** A path within the practice cloud to return to; anything else becomes the front page. */
const Return = z
  .string()
  .default('')
  .transform((path) => (/^\/[a-z0-9]/i.test(path) ? path : '/'));

/** `sso` is set by a console that needs to know who this is, and not by a person who wants to switch. */
const Arrival = z.object({ return: Return, sso: z.string().optional() });

accountPages.get('/practice/account', query(Arrival), async (c) => {
  const { return: go, sso } = c.req.valid('query');
  const known = signedIn(c);
  if (sso && known) return c.redirect(await landing(c, go, known));
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
                  {p.isAdministrator ? ' · administrator' : ''}
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
});

const SignIn = z.object({
  upn: z.string().optional(),
  name: z
    .string()
    .default('')
    .transform((name) => name.trim().slice(0, 80)),
  return: Return,
});

accountPages.post('/practice/account', form(SignIn), async (c) => {
  const { upn, name, return: go } = c.req.valid('form');
  const { world } = c.env.store;
  let who = world.people.find((p) => p.upn === upn);
  if (!who && name) {
    const newcomer = makePerson(name);
    if (newcomer.upn.startsWith('@')) return c.redirect(hrefFor(c.env.way, accountUrl));
    who = world.people.find((p) => p.upn === newcomer.upn) ?? newcomer;
    if (!world.people.includes(who)) world.people.push(who);
    c.env.store.save();
  }
  if (!who) return c.redirect(hrefFor(c.env.way, accountUrl));
  startSession(c, who);
  return c.redirect(await landing(c, go, who), 303);
});

const SignOut = z.object({ post_logout_redirect_uri: z.string().default('') });

accountPages.get('/:tenant/oauth2/v2.0/logout', query(SignOut), (c) => {
  endSession(c);
  const { post_logout_redirect_uri: after } = c.req.valid('query');
  const origin = URL.parse(after)?.origin;
  const isKnown = c.env.store.world.apps.some((a) => a.redirectUris.some((u) => new URL(u).origin === origin));
  return c.redirect(isKnown ? after : hrefFor(c.env.way, accountUrl));
});

accountPages.get('/', (c) => c.redirect(hrefFor(c.env.way, accountUrl)));
