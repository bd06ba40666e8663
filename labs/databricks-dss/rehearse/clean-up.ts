import { z } from 'zod';
import { cloudUrl } from '@/lib/clouds/address';
import type { Hand } from '@/lib/lab/rehearsal';
import { type Hands, has, noted, noting, type Tasks, unless } from './hands';
import { notebooks } from './notebook';

const Projects = z.array(z.object({ projectKey: z.string() }));
const arm = 'https://management.azure.com';

/** Section 5: nothing is left that costs. */
export function cleanUp(hands: Hands): Tasks {
  const { about, call, dss } = hands;
  const runCell = notebooks(hands);
  /** DSS refuses what is gone as it refuses what is somebody else's. */
  const isThere = async (hand: Hand, projectKey: string): Promise<boolean> =>
    Projects.parse(await dss.dss(hand.who, 'GET', '/projects/')).some((project) => project.projectKey === projectKey);
  /** In DSS's own pages: anybody but an administrator can delete a connection or a code environment only there. What is gone is done. */
  async function deleteOnPage(hand: Hand, thing: string): Promise<void> {
    const url = cloudUrl(`${about.dssUrl}/${thing}/delete`);
    const headers = { cookie: `practice_who=${hand.who.upn}`, origin: new URL(url).origin, accept: 'text/html' };
    const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(), redirect: 'manual' });
    if (answer.status !== 303 && answer.status !== 404) throw new Error(`POST ${url}: ${answer.status}`);
  }
  return {
    'clean-up': [
      {
        does: 'deletes the project and the code environment',
        async run(hand) {
          const project = noted(hand, 'projectKey');
          if (await isThere(hand, project)) await dss.dss(hand.who, 'DELETE', `/projects/${project}`);
          if (has(hand, 'codeEnvName')) await deleteOnPage(hand, `codeenvs/${noted(hand, 'codeEnvName')}`);
          return {};
        },
      },
      {
        does: 'deletes the connections',
        async run(hand) {
          for (const name of ['clusterConnection', 'warehouseConnection'])
            if (has(hand, name)) await deleteOnPage(hand, `connections/${noted(hand, name)}`);
          return {};
        },
        isForgettable: true,
      },
      {
        does: 'unmounts the container',
        async run(hand) {
          if (!has(hand, 'mountName', 'mlHost', 'mlCluster')) return {};
          const printed = await runCell(hand, `dbutils.fs.unmount("/mnt/${noted(hand, 'mountName')}")`).catch(unless(/not mounted/));
          return printed === 'not yet' ? printed : {};
        },
      },
      {
        does: 'deletes the workspace',
        async run(hand) {
          if (!has(hand, 'workspaceName')) return {};
          const url = `${arm}/subscriptions/${about.subscription.id}/resourceGroups/databricks-demo/providers/Microsoft.Databricks/workspaces`;
          return noting(call(hand.who, arm, 'DELETE', `${url}/${noted(hand, 'workspaceName')}?api-version=2026-01-01`));
        },
        isForgettable: true,
      },
    ],
  };
}
