import { askProjects } from '@/labs/kit/dss/project';
import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { already, cannot, done } from '@/lib/lab/part';
import { lab } from './vocabulary';

/** A key of letters and digits from a sign-in name, which nobody else in the tenant has. */
const keyFor = (userName: string): string => {
  const [name = ''] = userName.split('@', 1);
  const plain = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, 60);
  return `${/^[A-Z]/.test(plain) ? '' : 'P_'}${plain}_LAB`;
};

/** A project of one's own in DSS, for the steps that need one. */
export const projectPart = ({ turns, tracks }: { turns: readonly string[]; tracks?: readonly ('whole' | 'model')[] }) =>
  lab.part({
    id: 'project',
    what: ({ projectKey }) => `Create a project in DSS${projectKey ? `, with the key ${projectKey}` : ''}`,
    turns,
    ...(tracks ? { tracks } : {}),
    needs: dssNeeds,
    uses: [...dssUses, 'projectKey', 'personName'],
    records: ['projectKey'],
    async act(clouds, { projectKey, personName, ...person }) {
      const { login, projects } = await askProjects(clouds, person);
      const key = projectKey ?? keyFor(person.userName);
      const found = projects.find((p) => p.projectKey.toUpperCase() === key);
      if (found && found.ownerLogin !== login) return cannot(`The project ${key} is somebody else’s. Enter another key in the panel.`);
      if (found) return already(`${key} is yours.`, { projectKey: key });
      await clouds.dss(await askLogin(clouds, person)).createProject(key, `${personName || login}’s lab`);
      return done(`Created the project ${key}.`, { projectKey: key });
    },
  });
