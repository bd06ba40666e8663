/** @jsxImportSource hono/jsx */
import { Page } from '../ui/page.tsx';
import type { Person } from '../world/cast.ts';
import { textOf } from './errors.ts';
import { oidcScopes, type ResourceName, resources } from './resources.ts';

// What Entra ID asks a person before it sends them back to an app. `query` is the authorize request, which each form carries on.

interface Question {
  query: string;
  person: Person;
  app: string;
  action: string;
}

export function Consent({ query, scope, person, app, wanted, action }: Question & { scope: string; wanted: ResourceName[] }) {
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
          {scope.split(' ').some((s) => oidcScopes.has(s)) ? <li>Sign you in and read your profile, also while you are away</li> : null}
        </ul>
        <Decision query={query} yes="Accept" no="Cancel" />
      </form>
    </Page>
  );
}

/** Where people may not consent. */
export function NeedsApproval({ query, person, app, action }: Question) {
  return (
    <Page title="Need admin approval" service="Entra ID" who={person.upn}>
      <form method="post" action={action} class="card">
        <p>
          <b>{app}</b> needs permission to access resources in your organization that only an admin can grant. Ask an admin to grant
          permission to this app before you can use it.
        </p>
        <input type="hidden" name="query" value={query} />
        <div class="row">
          <button name="decision" value="cancel" class="plain">
            Return to the application without granting consent
          </button>
        </div>
      </form>
    </Page>
  );
}

export function SecondFactor({ query, person, app, action }: Question) {
  return (
    <Page title="Approve sign in request" service="Entra ID" who={person.upn}>
      <form method="post" action={action} class="card">
        <p>
          {textOf('50076')} For <b>{app}</b>.
        </p>
        <Decision query={query} yes="Approve" no="Cancel" />
      </form>
    </Page>
  );
}

/** For an administrator: consent for everybody. */
export function ConsentForAll({ query, person, app, action }: Question) {
  return (
    <Page title="Permissions requested: accept for your organization" service="Entra ID" who={person.upn}>
      <form method="post" action={action} class="card">
        <p>
          If you accept, <b>{app}</b> gets all the permissions of its registration for everybody in the organization. No one else will be
          asked.
        </p>
        <Decision query={query} yes="Accept" no="Cancel" />
      </form>
    </Page>
  );
}

function Decision({ query, yes, no }: { query: string; yes: string; no: string }) {
  return (
    <>
      <input type="hidden" name="query" value={query} />
      <div class="row">
        <button name="decision" value="accept">
          {yes}
        </button>
        <button name="decision" value="cancel" class="plain">
          {no}
        </button>
      </div>
    </>
  );
}
