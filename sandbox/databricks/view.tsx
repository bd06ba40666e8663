/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { hrefFor } from '../net/target.ts';
import type { Practice } from '../practice.ts';
import { Page } from '../ui/page.tsx';
import { here } from './room.ts';

export type C = Context<Practice>;

export const at = (c: C, path: string) => hrefFor(c.env.way, `https://${here(c).workspace.workspaceUrl}${path}`);

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
      service={`Databricks workspace ${here(c).workspace.name}`}
      who={c.var.person.upn}
      whoHref={hrefFor(c.env.way, `https://login.microsoftonline.com/practice/account?return=/${here(c).workspace.workspaceUrl}/`)}
      links={links.map((l) => ({ ...l, here: l.path === '/' ? /^\/($|compute)/.test(c.req.path) : c.req.path.startsWith(l.path) }))}
      refresh={refresh}
    >
      {children}
    </Page>
  );
}
