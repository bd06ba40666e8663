import type { Project } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { type Missing, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { type AsksDss, askLogin, dssNeeds, dssUses, type Person } from './user';

export interface Projects {
  login: string;
  /** Those that the person may read. */
  projects: Project[];
}

/** @param projectKey one that is missing from the list only if DSS does not show it under its key either */
export async function askProjects(clouds: AsksDss, { projectKey, ...person }: Person & { projectKey?: string }): Promise<Projects> {
  const login = await askLogin(clouds, person);
  const dss = clouds.dss(login);
  const projects = await dss.projects();
  const isMissing = projectKey !== undefined && !projects.some((p) => same(p.projectKey, projectKey));
  if (isMissing && (await dss.datasets(projectKey)) !== null) throw dss.contradiction();
  return { login, projects };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const mine = ({ login, projects }: Projects): Project[] => projects.filter((p) => p.ownerLogin === login);

/** @param where the part of the lab that creates the project, such as `:step[create-project]` */
export const noProject = (projectKey: string, where?: string): Missing =>
  missing(`You see no project with the key ${projectKey}.`, `Create it, or record its key${where ? `, in ${where}` : ''}.`);

export function judgeProject(answer: Projects, projectKey: string): Verdict {
  const found = answer.projects.find((p) => same(p.projectKey, projectKey));
  if (found?.ownerLogin === answer.login)
    return pass(found.name && found.name !== found.projectKey ? `${found.name} (${found.projectKey})` : found.projectKey);
  if (found)
    return wrong('That project is somebody else’s.', {
      expected: `owned by ${answer.login}`,
      found: `owned by ${found.ownerLogin ?? 'nobody'}`,
      remedy: 'Create one of your own under another name, and record its key.',
    });
  const own = mine(answer);
  return missing(
    `You see no project with the key ${projectKey}.`,
    own.length > 0
      ? `You own ${own.map((p) => p.projectKey).join(', ')}: if it is one of those, record that key.`
      : 'Create it, or record its key, which is in the address of its page, after /projects/.',
  );
}

export const projectIsMine = checkFor<AsksDss>()({
  needs: [...dssNeeds, 'projectKey'],
  uses: dssUses,
  ask: askProjects,
  judge: (answer, { projectKey }) => judgeProject(answer, projectKey),
});
