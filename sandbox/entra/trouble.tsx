/** @jsxImportSource hono/jsx */
import type { RequestContext } from '../practice.ts';
import { Page } from '../ui/page.tsx';
import { validators } from '../validation.ts';
import { sentence } from './errors.ts';

/** The page on which Entra explains why a sign-in stops. */
export function Trouble({ code, text, back }: { code: string; text: string; back?: string }) {
  return (
    <Page title="Sorry, but we are having trouble signing you in." service="Entra ID">
      <p class="card">{sentence(code, text)}</p>
      {back ? (
        <a class="button" href={back}>
          Sign in with another account
        </a>
      ) : null}
    </Page>
  );
}

const malformed = (problem: string, c: RequestContext) =>
  c.html(<Trouble code="9000411" text={`The request is not properly formatted. ${problem}`} />, 400);

/** Validators of Entra's pages; its token endpoint answers in JSON instead. */
export const { query, form } = validators(malformed);
