import { isOthers } from '@/labs/kit/azure/workspace';
import { ownConnection } from '@/labs/kit/dss/change-connection';
import { follow, followed, underWayIn } from '@/labs/kit/dss/follow';
import { askProjects, mine } from '@/labs/kit/dss/project';
import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import type { Became } from '@/lib/clouds/dss';
import { already, cannot, type Done, done, underWay } from '@/lib/lab/part';
import { runMlCells } from '../../ml-cells';
import { mlClusterUses, mlHost } from '../../ml-workspace';
import { lab } from '../../vocabulary';
import { isNewToCommon, workspaceUses } from './remains';

const unmount = lab.part({
  id: 'mount',
  what: ({ mountName }) => `Unmount /mnt/${mountName ?? ''}`,
  turns: ['cleanup.mount-is-gone'],
  uses: [...mlClusterUses, ...workspaceUses, 'mountName'],
  async act(clouds, known, { carry }) {
    const { mountName } = known;
    if (!mountName || (!carry.begun && (await isNewToCommon(clouds, known)))) return already('You have no mount.');
    if (!carry.begun && !(await clouds.databricks(await mlHost(clouds, known)).mountNames()).includes(mountName))
      return already(`DBFS lists no /mnt/${mountName}.`);
    const answer = await runMlCells(clouds, known, [`dbutils.fs.unmount("/mnt/${mountName}")`], carry);
    if (answer.kind === 'wait') return answer.done;
    return answer.kind === 'finished'
      ? done(`Unmounted /mnt/${mountName}.`)
      : cannot(`It couldn’t be unmounted. The cluster said: ${answer.said}`);
  },
});

const workspace = lab.part({
  id: 'workspace',
  what: ({ workspaceName }) => `Delete the workspace ${workspaceName ?? ''}, with its cluster, its warehouse and all else that is in it`,
  turns: ['cleanup.cluster-is-off', 'cleanup.warehouse-is-off', 'cleanup.workspace-is-gone'],
  tracks: ['whole'],
  needs: ['subscriptionId', 'resourceGroup', 'workspaceName', 'objectId'],
  async act({ azure }, known) {
    const found = await azure.databricksWorkspace(known);
    if (!found) return done(`${known.workspaceName} is gone.`);
    if (isOthers(found.body, known.objectId)) return cannot(`${known.workspaceName} is somebody else’s workspace, so it stays.`);
    if (found.body.properties.provisioningState !== 'Deleting') await azure.deleteDatabricksWorkspace(known);
    return (await azure.databricksWorkspace(known))
      ? underWay(`Azure is deleting ${known.workspaceName}.`)
      : done(`${known.workspaceName} is gone.`);
  },
});

const connection = (endpoint: 'cluster' | 'warehouse') => {
  const name = `${endpoint}Connection` as const;
  return lab.part({
    id: `${endpoint}-connection`,
    what: (known) => `Delete the connection ${known[name] ?? ''} in DSS`,
    turns: [`cleanup.${endpoint}-connection-is-gone`],
    tracks: ['whole'],
    needs: dssNeeds,
    uses: [...dssUses, name],
    async act(clouds, known) {
      const recorded = known[name];
      if (!recorded) return already('You recorded no such connection.');
      await ownConnection(clouds, { ...known, connection: recorded });
      const dss = clouds.dss(await askLogin(clouds, known));
      if (!(await dss.isAdministratorsKey()))
        return cannot(`DSS lets only an administrator’s key delete a connection through its API. Delete ${recorded} in DSS.`);
      await dss.deleteConnection(recorded);
      return done(`Deleted ${recorded}.`);
    },
  });
};

const project = lab.part({
  id: 'project',
  what: ({ projectKey }) => `Delete the project ${projectKey ?? ''} in DSS, with its managed datasets; the model’s files stay`,
  turns: ['cleanup.project-is-gone'],
  needs: dssNeeds,
  uses: [...dssUses, 'projectKey'],
  async act(clouds, { projectKey, ...person }, { carry }) {
    if (!projectKey) return already('You recorded no project.');
    const dss = clouds.dss(await askLogin(clouds, person));
    const begun = underWayIn(carry);
    const isMine = async () => mine(await askProjects(clouds, { ...person, projectKey })).some((p) => p.projectKey === projectKey);
    if (!begun && !(await isMine())) return already(`You own no project ${projectKey}.`);
    const became = begun
      ? await followed(dss, carry, begun.future)
      : await follow(dss, carry, 'delete', await dss.deleteProject(projectKey));
    return deleted(projectKey, became, isMine);
  },
});

const codeEnv = lab.part({
  id: 'code-env',
  what: ({ codeEnvName }) => `Delete the code environment ${codeEnvName ?? ''}`,
  turns: ['cleanup.code-env-is-gone'],
  needs: dssNeeds,
  uses: [...dssUses, 'codeEnvName'],
  async act(clouds, { codeEnvName, ...person }, { carry }) {
    if (!codeEnvName) return already('You recorded no code environment.');
    const login = await askLogin(clouds, person);
    const dss = clouds.dss(login);
    const begun = underWayIn(carry);
    const found = begun ? null : await dss.codeEnv(codeEnvName);
    if (!begun && !found) return already(`You see no code environment ${codeEnvName}.`);
    if (found?.owner && found.owner !== login) return cannot(`${codeEnvName} is somebody else’s code environment, so it stays.`);
    // an administrator's key deletes what DSS says is theirs, and nothing else
    const asKey = begun ? begun.doing === 'delete as key' : found?.owner === login && (await dss.isAdministratorsKey());
    const became = begun
      ? await followed(dss, carry, begun.future, { asKey })
      : await follow(dss, carry, asKey ? 'delete as key' : 'delete', await dss.deleteCodeEnv(codeEnvName, { asKey }), { asKey });
    return deleted(codeEnvName, became, async () => (await dss.codeEnv(codeEnvName)) !== null);
  },
});

/** Whether it is deleted, which the thing itself tells. Where DSS knows nothing of it anymore and it is still there, the next look begins again. */
async function deleted(name: string, became: Became, isThere: () => Promise<boolean>): Promise<Done> {
  if (became.state === 'failed') return cannot(`DSS couldn’t delete ${name}. DSS said: ${became.said}`);
  if (became.state === 'running') return underWay(`DSS is deleting ${name}.`);
  if (!(await isThere())) return done(`Deleted ${name}.`);
  return became.state === 'unknown'
    ? underWay(`DSS is deleting ${name}.`)
    : cannot(`DSS says that it deleted ${name}, and still lists it. Delete it in DSS.`);
}

const secret = lab.personsPart({
  id: 'secret',
  what: 'Delete your client secret on the registered app',
  why: 'Only you can: Guidepost has no permission to see or change the app. Open Certificates & secrets on the app’s page.',
  turns: [],
});

// what uses something goes before it: DSS may refuse to delete a connection that a dataset uses, and drops its tables through it
export default [project, codeEnv, connection('cluster'), connection('warehouse'), unmount, workspace, secret];
