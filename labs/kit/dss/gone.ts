import { judgeRemains, type Remains, type Thing } from '@/labs/kit/remains';
import { checkFor } from '@/lib/lab/check';
import { askConnection } from './connection';
import { askProjects, mine } from './project';
import { type AsksDss, askLogin, dssNeeds, dssUses } from './user';

const remaining = (isThere: boolean): Remains => (isThere ? 'there' : 'gone');

/** The person's connection is deleted, or they recorded none. */
export const connectionIsGone = (thing: Thing) =>
  checkFor<AsksDss>()({
    needs: dssNeeds,
    uses: [...dssUses, 'connection'],
    async ask(clouds, { connection, ...person }): Promise<Remains> {
      if (!connection) return 'never';
      return remaining((await askConnection(clouds, { ...person, connection })).isUsable);
    },
    judge: (remains) => judgeRemains(remains, thing),
  });

/** The person's project is deleted, or they recorded none. */
export const projectIsGone = (thing: Thing) =>
  checkFor<AsksDss>()({
    needs: dssNeeds,
    uses: [...dssUses, 'projectKey'],
    async ask(clouds, { projectKey, ...person }): Promise<Remains> {
      if (!projectKey) return 'never';
      return remaining(mine(await askProjects(clouds, { ...person, projectKey })).some((p) => p.projectKey === projectKey));
    },
    judge: (remains) => judgeRemains(remains, thing),
  });

/** The person's code environment is deleted, or they recorded none. */
export const codeEnvIsGone = (thing: Thing) =>
  checkFor<AsksDss>()({
    needs: dssNeeds,
    uses: [...dssUses, 'codeEnvName'],
    async ask(clouds, { codeEnvName, ...person }): Promise<Remains> {
      if (!codeEnvName) return 'never';
      const login = await askLogin(clouds, person);
      return remaining((await clouds.dss(login).codeEnv(codeEnvName)) !== null);
    },
    judge: (remains) => judgeRemains(remains, thing),
  });
