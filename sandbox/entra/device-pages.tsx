/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { service } from '../practice.ts';
import { Field, Page } from '../ui/page.tsx';
import { validators } from '../validation.ts';
import { findApp } from './apps.ts';
import { deviceSeconds, newDevice, waitingDevice } from './devices.ts';
import { refuse } from './errors.ts';
import { resourcesOf } from './resources.ts';
import { signedIn, signInHref } from './session.ts';
import { form, query, Trouble } from './trouble.tsx';

/** Where a device gets its code, and where a person enters it. */
export const devicePages = service();

const { form: jsonForm } = validators((problem) => refuse('9000411', problem));
const text = z.string().default('');
const verification = 'https://login.microsoftonline.com/common/oauth2/deviceauth';

devicePages.post('/:tenant/oauth2/v2.0/devicecode', jsonForm(z.object({ client_id: text, scope: text })), (c) => {
  const { client_id, scope } = c.req.valid('form');
  const app = findApp(c.env.store, client_id);
  if (!app) return refuse('700016');
  if (!app.allowsPublicFlows) return refuse('7000218');
  if (resourcesOf(scope).length > 1) return refuse('700022');
  const { deviceCode, userCode } = newDevice(client_id, c.env.store.clock.now());
  return c.json({
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: verification,
    expires_in: deviceSeconds,
    interval: 5,
    message: `To sign in, use a web browser to open the page ${verification} and enter the code ${userCode} to authenticate.`,
  });
});

const page = '/common/oauth2/deviceauth';

devicePages.get(page, query(z.object({ code: text })), (c) =>
  signedIn(c)
    ? c.html(
        <Page title="Enter code" service="Entra ID" who={signedIn(c)?.upn}>
          <form method="post" class="card">
            <Field name="code" label="Code" value={c.req.valid('query').code} required hint="The device or app shows it." />
            <div class="row">
              <button>Next</button>
            </div>
          </form>
        </Page>,
      )
    : c.redirect(signInHref(c)),
);

devicePages.post(page, form(z.object({ code: text, decision: text })), (c) => {
  const { code, decision } = c.req.valid('form');
  const person = signedIn(c);
  if (!person) return c.redirect(signInHref(c));
  const device = waitingDevice(code, c.env.store.clock.now());
  if (!device) return c.html(<Trouble code="70018" text="That code didn't work. Check the code and try again." />, 400);
  if (decision === 'continue') device.decision = { oid: person.oid };
  if (decision === 'cancel') device.decision = 'declined';
  const app = findApp(c.env.store, device.clientId)?.name ?? '';
  return c.html(
    <Page
      title={device.decision ? 'You can close this window' : `Are you trying to sign in to ${app}?`}
      service="Entra ID"
      who={person.upn}
    >
      {device.decision ? (
        <p class="card">
          {device.decision === 'declined' ? `You did not sign in to ${app}.` : `You have signed in to ${app} on your device.`}
        </p>
      ) : (
        <form method="post" class="card">
          <input type="hidden" name="code" value={code} />
          <div class="row">
            <button name="decision" value="continue">
              Continue
            </button>
            <button name="decision" value="cancel" class="plain">
              Cancel
            </button>
          </div>
        </form>
      )}
    </Page>,
  );
});
