/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { hrefFor } from '../net/target.ts';
import { Page } from '../ui/page.tsx';
import { validators } from '../validation.ts';
import type { C, Variables } from './context.ts';

export const at = (c: C, path: string) => hrefFor(c.env.way, `https://${c.var.workspace.workspaceUrl}${path}`);

export function View({ c, title, refresh, children }: { c: C; title: string; refresh?: number | undefined; children: Child }) {
  const links = [
    { href: at(c, '/'), label: 'Compute', path: '/' },
    { href: at(c, '/sql/warehouses'), label: 'SQL Warehouses', path: '/sql' },
    { href: at(c, '/workspace'), label: 'Workspace', path: '/workspace' },
    { href: at(c, '/ml/experiments'), label: 'Experiments', path: '/ml' },
  ];
  return (
    <Page
      title={title}
      service={`Databricks workspace ${c.var.workspace.name}`}
      who={c.var.person.upn}
      whoHref={hrefFor(c.env.way, `https://login.microsoftonline.com/practice/account?return=/${c.var.workspace.workspaceUrl}/`)}
      links={links.map((l) => ({ ...l, here: l.path === '/' ? /^\/($|compute)/.test(c.req.path) : c.req.path.startsWith(l.path) }))}
      refresh={refresh}
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

/** Validators of the console's pages. */
export const { form, query } = validators<Variables>((problem, c) =>
  c.html(
    <View c={c} title="That did not work">
      <Trouble text={problem} />
    </View>,
    400,
  ),
);
