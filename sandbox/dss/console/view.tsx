/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { hrefFor } from '../../net/target.ts';
import type { RequestContext } from '../../practice.ts';
import { Page } from '../../ui/page.tsx';
import { validators } from '../../validation.ts';
import { dssHost } from '../../world/cast.ts';
import type { DssProject, DssUser } from '../../world/dss.ts';
import { type Caller, type Level, levels } from '../access.ts';
import { DssError } from '../errors.ts';

/** Who is signed in, as the console's middleware finds it. */
export interface Variables {
  user: DssUser;
}
export type C = RequestContext<Variables>;

export const at = (c: C, path: string): string => hrefFor(c.env.way, `https://${dssHost}${path}`);

export const me = (c: C): DssUser => c.var.user;
export const callerIn = (c: C): Caller => ({ login: me(c).login, isAdmin: false });

/** The project that the path names, if this person may see it, or change it. @throws DssError otherwise */
export function project(c: C, wants: Level = 'read'): DssProject {
  const key = c.req.param('key') ?? '';
  const found = c.env.store.world.dss.projects.find((p) => p.projectKey === key);
  if (!found || !levels[wants].may(found, callerIn(c))) throw new DssError(403, `You may not open project ${key}.`);
  return found;
}

export function View({ c, title, refresh, children }: { c: C; title: string; refresh?: number | undefined; children: Child }) {
  const links = [
    { path: '/projects/', label: 'Projects' },
    { path: '/connections/', label: 'Connections' },
    { path: '/codeenvs/', label: 'Code envs' },
    { path: '/profile/', label: 'Profile & Settings' },
  ];
  const { pathname } = new URL(c.req.url);
  return (
    <Page
      title={title}
      service="Dataiku DSS"
      who={me(c).login}
      whoHref={hrefFor(c.env.way, `https://login.microsoftonline.com/practice/account?return=/${dssHost}/`)}
      links={links.map((l) => ({ href: at(c, l.path), label: l.label, here: pathname.startsWith(l.path) }))}
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

/** Does what a form asks for, and goes to the resulting path; a refusal is shown on the page that `show` makes. */
export async function attempt(
  c: C,
  act: () => Promise<string> | string,
  show: (trouble: string) => Parameters<C['html']>[0],
): Promise<Response> {
  try {
    return c.redirect(at(c, await act()), 303);
  } catch (error) {
    if (!(error instanceof DssError)) throw error;
    return c.html(show(error.message), 400);
  }
}

/** Validators of the console's pages. */
export const { form, query } = validators<Variables>((problem, c) =>
  c.html(
    <View c={c} title="That did not work">
      <Trouble text={problem} />
    </View>,
    400,
  ),
);
