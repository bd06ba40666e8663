import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { WorkshopSettings } from '@/lib/lab/practice';
import type { Done, Hand } from '@/lib/lab/rehearsal';
import { isInCommon } from '../ml-workspace';
import { settings } from '../settings';
import { type Hands, has, noted, noting, ownName, slip, type Tasks } from './hands';

const Id = z.object({ id: z.string() });
const Clusters = z.object({ clusters: z.array(z.object({ cluster_id: z.string(), cluster_name: z.string() })) });
const Runs = z.object({ runs: z.array(z.object({ info: z.object({ artifact_uri: z.string() }) })).default([]) });
const Listing = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const container = `abfss://${settings.storageContainer.preset}@${settings.storageAccount.preset}.dfs.core.windows.net/`;

/** The cell that the step's text gives: the practice cloud runs what it understands, and nothing else. */
function trainingCode(): string {
  const [, fence = ''] = readFileSync(join('labs', 'databricks-dss', 'steps', 'train-model', 'text.md'), 'utf8').split('```python\n', 2);
  return fence.split('```', 1).join('');
}

/** Section 4, in a workspace of one's own or in the common one, as the workshop's settings say. */
export function model({ about, call, dss, launch, practice }: Hands, { commonWorkspaceUrl, sectionFourIn }: WorkshopSettings): Tasks {
  const ask = (hand: Hand, method: string, path: string, body?: unknown) =>
    call(hand.who, databricks, method, `https://${noted(hand, 'mlHost')}${path}`, body);

  /** Where somebody trains: where the workshop sends them, or in the common workspace if they have no cluster of their own. */
  async function place(hand: Hand): Promise<Done> {
    const isOwn = has(hand, 'clusterHost', 'clusterHttpPath') && !isInCommon({ commonWorkspaceUrl, sectionFourIn });
    if (isOwn) return { mlHost: noted(hand, 'clusterHost'), mlCluster: noted(hand, 'clusterHttpPath').split('/').at(-1) ?? '' };
    const mlHost = about.commonWorkspaceUrl;
    await launch(hand.who, mlHost);
    const there = { ...hand, notes: { mlHost } };
    const { clusters } = Clusters.parse(await ask(there, 'GET', '/api/2.1/clusters/list'));
    const shared = clusters.find((c) => c.cluster_name === settings.communalCluster.preset);
    return shared ? { mlHost, mlCluster: shared.cluster_id } : 'not yet';
  }

  async function mount(hand: Hand, name: string): Promise<Done> {
    const placed = await place(hand);
    if (placed === 'not yet') return placed;
    await practice('/mount', { host: placed['mlHost'], mountPoint: `/mnt/${name}`, source: container });
    return { ...placed, mountName: ownName(hand).replaceAll('-', '_') };
  }

  const experiment =
    (folder: (name: string) => string) =>
    async (hand: Hand): Promise<Done> => {
      const name = noted(hand, 'mountName');
      const experimentPath = `/Users/${hand.who.upn}/${folder(name)}`;
      const made = { name: experimentPath, artifact_location: `dbfs:/mnt/${name}/${folder(name)}/mlflow` };
      return noting(ask(hand, 'POST', '/api/2.0/mlflow/experiments/create', made), { experimentPath, artifactFolder: folder(name) });
    };

  async function train(hand: Hand): Promise<Done> {
    const [clusterId, path] = [noted(hand, 'mlCluster'), noted(hand, 'experimentPath')];
    const { id: contextId } = Id.parse(await ask(hand, 'POST', '/api/1.2/contexts/create', { clusterId, language: 'python' }));
    for (const command of [trainingCode(), `train_diabetes(data, 0.01, 0.01, "${path}")`])
      await ask(hand, 'POST', '/api/1.2/commands/execute', { clusterId, contextId, language: 'python', command });
    return { mlContext: contextId };
  }

  /** Where the run keeps its artifacts, as a path in the container. */
  async function artifactsOf(hand: Hand): Promise<string | null> {
    const query = new URLSearchParams({ experiment_name: noted(hand, 'experimentPath') });
    const { experiment } = Listing.parse(await ask(hand, 'GET', `/api/2.0/mlflow/experiments/get-by-name?${query}`));
    const { runs } = Runs.parse(await ask(hand, 'POST', '/api/2.0/mlflow/runs/search', { experiment_ids: [experiment.experiment_id] }));
    return runs[0]?.info.artifact_uri.split(`/mnt/${noted(hand, 'mountName')}/`)[1] ?? null;
  }
  const folder =
    (connection: string) =>
    async (hand: Hand): Promise<Done> => {
      const path = await artifactsOf(hand);
      if (!path) return 'not yet';
      const wanted = { name: 'artifacts', params: { connection, path: `/${path}` } };
      const { id } = Id.parse(await dss.dss(hand.who, 'POST', `/projects/${noted(hand, 'projectKey')}/managedfolders/`, wanted));
      return { folderId: id };
    };

  const prerequisites = [
    {
      does: 'opens the common workspace',
      run: (hand: Hand) => noting(launch(hand.who, about.commonWorkspaceUrl)),
      isForgettable: true as const,
    },
  ];
  return {
    prerequisites,
    'mount-storage': [
      {
        does: 'mounts the container',
        run: (hand) => mount(hand, ownName(hand).replaceAll('-', '_')),
        slips: [
          slip(
            'other-mount',
            'mounts it under the name that stands in the text',
            (hand) => mount(hand, 'your_name'),
            (hand) => mount(hand, ownName(hand).replaceAll('-', '_')),
          ),
        ],
      },
    ],
    'create-experiment': [
      {
        does: 'creates the experiment',
        run: experiment((name) => name),
      },
    ],
    'train-model': [{ does: 'trains the model', run: train }],
    'managed-folder': [
      {
        does: 'creates a project, where there is none yet',
        async run(hand) {
          if (has(hand, 'projectKey')) return {};
          const projectKey = ownName(hand).toUpperCase().replaceAll('-', '_');
          return noting(dss.project(hand.who, projectKey), { projectKey });
        },
      },
      {
        does: 'creates the managed folder',
        run: folder('common-adls'),
        slips: [slip('sas-folder', 'puts the folder on the other connection', folder('common-adls-sas'), folder('common-adls'))],
      },
    ],
    'code-env-and-import': [
      {
        does: 'builds a code environment',
        async run(hand) {
          const codeEnvName = `${ownName(hand)}-env`;
          const packages = [settings.mlflowRule.preset, 'cloudpickle==2.2.1', 'scikit-learn==1.3.2']; // what the kind world's model names
          return noting(dss.beginCodeEnv(hand.who, codeEnvName, packages.join('\n')), { codeEnvName });
        },
      },
      {
        does: 'imports the model',
        isForgettable: true,
        async run(hand) {
          const [project, codeEnvName] = [noted(hand, 'projectKey'), noted(hand, 'codeEnvName')];
          if (!(await dss.isBuilt(hand.who, codeEnvName))) return 'not yet';
          const wanted = { name: 'imported_from_db', savedModelType: 'MLFLOW_PYFUNC', predictionType: 'REGRESSION' };
          const { id } = Id.parse(await dss.dss(hand.who, 'POST', `/projects/${project}/savedmodels/`, wanted));
          const from = { folderRef: noted(hand, 'folderId'), path: 'model', codeEnvName };
          return noting(dss.importVersion(hand.who, project, id, '0', from));
        },
      },
    ],
  };
}
