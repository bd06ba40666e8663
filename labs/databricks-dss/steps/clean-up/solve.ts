import { isOthers } from '@/labs/kit/azure/workspace';
import { ownConnection } from '@/labs/kit/dss/change-connection';
import { askProjects, mine } from '@/labs/kit/dss/project';
import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { already, cannot, done, underWay } from '@/lib/lab/part';
import { runMlCells } from '../../ml-cells';
import { mlClusterUses, mlHost } from '../../ml-workspace';
import { lab } from '../../vocabulary';

const unmount = lab.part({
  id: 'mount',
  what: ({ mountName }) => `Unmount /mnt/${mountName ?? ''}`,
  turns: ['cleanup.mount-is-gone'],
  uses: [...mlClusterUses, 'mountName'],
  async act(clouds, known, { carry }) {
    const { mountName } = known;
    if (!mountName) return already('You have no mount.');
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
  async act(clouds, { projectKey, ...person }) {
    if (!projectKey) return already('You recorded no project.');
    const projects = await askProjects(clouds, { ...person, projectKey });
    if (!mine(projects).some((p) => p.projectKey === projectKey)) return already(`You own no project ${projectKey}.`);
    await clouds.dss(await askLogin(clouds, person)).deleteProject(projectKey);
    return done(`Deleted ${projectKey}.`);
  },
});

const codeEnv = lab.part({
  id: 'code-env',
  what: ({ codeEnvName }) => `Delete the code environment ${codeEnvName ?? ''}`,
  turns: ['cleanup.code-env-is-gone'],
  needs: dssNeeds,
  uses: [...dssUses, 'codeEnvName'],
  async act(clouds, { codeEnvName, ...person }) {
    if (!codeEnvName) return already('You recorded no code environment.');
    const dss = clouds.dss(await askLogin(clouds, person));
    if (!(await dss.codeEnv(codeEnvName))) return already(`You see no code environment ${codeEnvName}.`);
    await dss.deleteCodeEnv(codeEnvName);
    return done(`Deleted ${codeEnvName}.`);
  },
});

const secret = lab.personsPart({
  id: 'secret',
  what: 'Delete your client secret on the registered app',
  why: 'Only you can: Guidepost has no permission to see or change the app. Open Certificates & secrets on the app’s page.',
  turns: [],
});

export default [unmount, workspace, connection('cluster'), connection('warehouse'), project, codeEnv, secret];
