import { askProjects, mine, projectIsMine } from '@/labs/kit/dss/project';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { lab } from '../../vocabulary';
import parts from './solve';

export default lab.step({
  title: 'Create a project',
  minutes: 2,
  tracks: ['whole'],
  collects: ['projectKey'],
  fill: lab.fill({
    label: 'Find my project in DSS',
    needs: dssNeeds,
    uses: dssUses,
    async read(clouds, person) {
      const own = mine(await askProjects(clouds, person));
      const [only] = own;
      if (!only) return { nothing: 'You own no project in DSS yet.' };
      if (own.length === 1) return { values: { projectKey: only.projectKey }, note: `Found ${only.projectKey}.` };
      const choices = own.map((p) => ({ value: p.projectKey, label: `${p.name} (${p.projectKey})` }));
      return { name: 'projectKey', choices, note: 'You own several. Which one is for this lab?' };
    },
  }),
  secrets: ['dssKey'],
  checks: [lab.use(projectIsMine, { id: 'dss.project-is-mine', title: 'The project exists, and is yours' })],
  parts,
});
