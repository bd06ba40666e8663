/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { hrefFor } from '../net/target.ts';
import { Page } from '../ui/page.tsx';
import { validators } from '../validation.ts';
import type { C, Variables } from './context.ts';

const home = 'https://portal.azure.com';

export const at = (c: C, path: string) => hrefFor(c.env.way, home + path);

export function View({ c, title, refresh, children }: { c: C; title: string; refresh?: number | undefined; children: Child }) {
  const { person } = c.var;
  return (
    <Page
      title={title}
      service="Azure portal"
      who={`${person.name} (${person.upn})`}
      whoHref={hrefFor(c.env.way, 'https://login.microsoftonline.com/practice/account?return=/portal.azure.com/')}
      refresh={refresh}
      links={[
        { href: at(c, '/'), label: 'Azure Databricks' },
        { href: at(c, '/create'), label: 'Create' },
        { href: at(c, '/apps'), label: 'App registrations' },
        { href: at(c, '/storage/databricksdemodss/databricks-demo'), label: 'Storage' },
      ]}
    >
      {children}
    </Page>
  );
}

export const Trouble = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="card bad" role="alert">
      {text}
    </p>
  ) : null;

/** Validators of the portal's pages. */
export const { form, query } = validators<Variables>((problem, c) =>
  c.html(
    <View c={c} title="That did not work">
      <Trouble text={problem} />
    </View>,
    400,
  ),
);
