import type { Env } from '../practice.ts';
import type { DssProject } from '../world/dss.ts';
import { DssError } from './errors.ts';
import { unwrite } from './written-table.ts';

export function createProject(env: Env, owner: string, projectKey: string, name: string): DssProject {
  const { projects } = env.store.world.dss;
  if (!/^[A-Z][A-Z0-9_]{0,79}$/.test(projectKey))
    throw new DssError(500, `Invalid project key ${projectKey}: it must be made of upper case letters, digits and underscores`);
  if (projects.some((p) => p.projectKey === projectKey)) throw new DssError(500, `Project ${projectKey} already exists`);
  const project: DssProject = {
    projectKey,
    name,
    owner,
    createdAt: env.store.clock.now(),
    isShared: false,
    datasets: [],
    recipes: [],
    jobs: [],
    folders: [],
    savedModels: [],
  };
  projects.push(project);
  env.store.save();
  return project;
}

/** @param hasTables whether the tables that its jobs have written go with it */
export function deleteProject({ store }: Env, project: DssProject, hasTables: boolean): void {
  const { dss } = store.world;
  if (hasTables) for (const job of project.jobs) unwrite(store, job);
  dss.projects = dss.projects.filter((p) => p !== project);
  store.save();
}
