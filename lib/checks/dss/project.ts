import { defineCheck, isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import type { Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Project } from '@/lib/clouds/dss';
import { askLogin } from './login';

interface Answer {
  login: string;
  /** Those that the attendee may read. */
  projects: Project[];
}

export async function askProjects(clouds: Clouds, known: Known): Promise<Answer | Verdict> {
  const login = await askLogin(clouds, known);
  return typeof login === 'string' ? { login, projects: await clouds.dss(login).projects() } : login;
}

export const mine = ({ login, projects }: Answer): Project[] => projects.filter((p) => p.ownerLogin === login);

export function judgeProject(answer: Answer, projectKey: string): Verdict {
  const found = answer.projects.find((p) => p.projectKey.toLowerCase() === projectKey.toLowerCase());
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
      : 'Create it, or record the key that it got: it stands in the address of its page, after /projects/.',
  );
}

export const projectIsMine = defineCheck({
  id: 'dss.project-is-mine',
  title: 'The project exists, and is yours',
  needs: ['dssUrl', 'userName', 'projectKey'],
  ask: askProjects,
  judge: (answer, { projectKey }) => (isVerdict(answer) ? answer : judgeProject(answer, projectKey)),
});
