import { z } from 'zod';
import { requestId, service } from '../practice.ts';
import { attendees, type DssProject } from '../world/dss.ts';
import { mayRead } from './access.ts';
import { by, type C, type Variables } from './context.ts';
import { asksFor, DssError, found, json, refuseOthers, unpractised } from './errors.ts';
import { futureOf } from './futures.ts';
import { query } from './parameters.ts';
import { administered, readable, writable } from './project-access.ts';
import { createProject, deleteProject } from './projects.ts';
import { requireRight } from './rights.ts';
import { tag } from './tag.ts';
import { groupNames } from './users-api.ts';

/** `/projects/…`: projects, who may see them, and their keys. Trailing slashes are as strict as DSS's own. */
export const projects = service<Variables>();

const summary = (p: DssProject) => ({
  projectKey: p.projectKey,
  name: p.name,
  ownerLogin: p.owner,
  ownerDisplayName: p.owner,
  shortDesc: String(p.metadata?.['shortDesc'] ?? ''),
  tags: p.metadata?.['tags'] ?? [],
  projectType: 'REGULAR',
  creationTag: tag(p.owner, p.createdAt),
});

projects.get('/projects/', (c) => c.json(c.env.store.world.dss.projects.filter((p) => mayRead(p, c.var.caller)).map(summary)));

/** @throws DssError 404 for a login that nobody has */
const ownerOf = (c: C, login: string): string =>
  found(
    c.env.store.world.dss.users.find((u) => u.login === login),
    `User ${login}`,
  ).login;

const NewProject = z.looseObject({ projectKey: z.string(), name: z.string(), owner: z.string().nullish() });

projects.post('/projects/', json(NewProject), (c) => {
  const { projectKey, name, owner, ...others } = c.req.valid('json');
  const { caller } = c.var;
  refuseOthers('projects', others);
  requireRight(c.env, caller, 'Create projects');
  createProject(c.env, caller.isAdmin && owner ? ownerOf(c, owner) : by(c), projectKey, name);
  return c.json({ msg: `Created project ${projectKey}` });
});
projects.on('GET', ['/projects/:key', '/projects/:key/'], readable, (c) => c.json(summary(c.var.project)));
const flag = z.stringbool();
const Deletion = z.object({
  wait: flag.default(true),
  clearManagedDatasets: flag.default(false),
  clearOutputManagedFolders: flag.default(false),
  clearJobAndScenarioLogs: flag.default(true),
});
/** The client waits on the server's side unless it says otherwise; either way it reads a future. */
projects.delete('/projects/:key', administered, query(Deletion), (c) => {
  const { wait, clearManagedDatasets, clearOutputManagedFolders, clearJobAndScenarioLogs } = c.req.valid('query');
  if (!clearJobAndScenarioLogs) throw unpractised('keeping the logs of a project that is deleted');
  if (clearOutputManagedFolders) throw unpractised('clearing managed folders with their project');
  deleteProject(c.env, c.var.project, clearManagedDatasets);
  const result = { anyMessage: false, success: true, messages: [], maxSeverity: 'SUCCESS', error: false, warning: false, fatal: false };
  return c.json(wait ? { hasResult: true, result, ...result } : futureOf(c.env.store, c.var.caller, { result }));
});
const metadataOf = ({ name, metadata }: DssProject) => ({
  label: name,
  tags: [],
  custom: { kv: {} },
  customFields: {},
  checklists: { checklists: [] },
  ...metadata,
});
projects.get('/projects/:key/metadata', readable, (c) => c.json(metadataOf(c.var.project)));
projects.put('/projects/:key/metadata', writable, json(z.looseObject({ label: z.string().optional() })), (c) => {
  const { label, ...metadata } = c.req.valid('json');
  Object.assign(c.var.project, { metadata }, label ? { name: label } : {});
  c.env.store.save();
  return c.json({ msg: 'updated' });
});
projects.get('/projects/:key/settings', readable, (c) =>
  c.json({ settings: {}, projectKey: c.var.project.projectKey, exposedObjects: { objects: [] } }),
);
/** Its items are none, so however many are asked for are all of them. */
projects.get('/projects/:key/timeline', readable, query(z.object({ itemCount: z.coerce.number().int().default(100) })), (c) => {
  const { owner, createdAt } = c.var.project;
  const person = { login: owner, displayName: owner };
  return c.json({
    createdBy: person,
    createdOn: createdAt,
    lastModifiedBy: person,
    lastModifiedOn: createdAt,
    allContributors: [person],
    items: [],
  });
});

projects.get('/projects/:key/permissions', administered, (c) => {
  const { owner, isShared } = c.var.project;
  return c.json({
    owner,
    permissions: isShared ? [{ group: attendees, readProjectContent: true }] : [],
    additionalDashboardUsers: { users: [] },
  });
});
const Permissions = z.looseObject({
  owner: z.string().optional(),
  permissions: z.array(z.looseObject({ group: z.string().optional(), readProjectContent: z.boolean().default(false) })),
});

/** Simulated are the owner, and reading by everybody; any other right is refused before anything changes. */
projects.put('/projects/:key/permissions', administered, json(Permissions), (c) => {
  const { project } = c.var;
  const { owner, permissions, ...others } = c.req.valid('json');
  for (const { group, readProjectContent, ...rights } of permissions) {
    if (group === undefined) throw unpractised('permissions of single users');
    if (!groupNames.includes(group)) throw new DssError(404, `Group ${group} does not exist`);
    if (readProjectContent && group !== attendees) throw unpractised(`permissions of the group '${group}'`);
    const [right] = Object.entries(rights).find(([, value]) => asksFor(value)) ?? [];
    if (right !== undefined) throw unpractised(`the permission '${right.slice(0, 80)}'`);
  }
  const [other] = Object.entries(others).find(([, value]) => asksFor(value)) ?? [];
  if (other !== undefined) throw unpractised(`permissions with '${other.slice(0, 80)}'`);
  if (owner !== undefined) project.owner = ownerOf(c, owner);
  project.isShared = permissions.some((p) => p.readProjectContent);
  c.env.store.save();
  return c.json({ msg: 'updated' });
});

/** Creates a key for this one project. It is in the public REST documentation, but not in the Python client. */
projects.post('/projects/:key/apikeys/', administered, json(z.looseObject({ label: z.string().default('') })), (c) => {
  const { label, ...others } = c.req.valid('json');
  refuseOthers('API keys', others);
  const key = `dkupk-${requestId().replaceAll('-', '')}`;
  c.env.store.world.dss.keys.push({ kind: 'project', key, label, projectKey: c.var.project.projectKey });
  c.env.store.save();
  return c.json({ key, label });
});
