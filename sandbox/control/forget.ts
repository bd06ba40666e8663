import type { Person } from '../world/cast.ts';
import type { World } from '../world/world.ts';

/** Removes somebody from the world, with what they made in every service; what they wrote into the storage account stays. */
export function forget(world: World, { upn, oid, mail }: Person): void {
  world.people = world.people.filter((p) => p.oid !== oid);
  world.consents = world.consents.filter((c) => c.oid !== oid);
  for (const app of world.apps) app.secrets = app.secrets.filter((s) => s.madeBy !== upn);
  for (const { workspaceId } of world.workspaces.filter((w) => w.createdBy === oid)) delete world.databricks[workspaceId];
  world.workspaces = world.workspaces.filter((w) => w.createdBy !== oid);
  for (const workspace of Object.values(world.databricks)) {
    workspace.members = workspace.members.filter((m) => m.oid !== oid);
    workspace.clusters = workspace.clusters.filter((c) => c.creator !== upn);
  }
  const { dss } = world;
  const login = dss.users.find((u) => u.email === (mail ?? upn))?.login;
  if (login === undefined) return;
  dss.users = dss.users.filter((u) => u.login !== login);
  dss.keys = dss.keys.filter((k) => k.login !== login);
  dss.connections = dss.connections.filter((k) => k.createdBy !== login);
  dss.projects = dss.projects.filter((p) => p.owner !== login);
  dss.codeEnvs = dss.codeEnvs.filter((e) => e.owner !== login);
}
