import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import type { WorkshopSettings } from '@/lib/lab/practice';
import type { Done, Hand } from '@/lib/lab/rehearsal';
import { isInCommon } from '../ml-workspace';
import { settings } from '../settings';
import { ownProject } from './connect';
import { type Hands, has, noted, noting, ownName, slip, type Tasks, unless } from './hands';
import { notebooks } from './notebook';

const Id = z.object({ id: z.string() });
const Clusters = z.object({ clusters: z.array(z.object({ cluster_id: z.string(), cluster_name: z.string(), state: z.string() })) });
const Runs = z.object({ runs: z.array(z.object({ info: z.object({ artifact_uri: z.string() }) })).default([]) });
const Listing = z.object({ experiment: z.object({ experiment_id: z.string() }) });

/** The cell that a step's text gives: the practice cloud runs what it understands, and nothing else. */
function cellOf(step: string): string {
  const [, fence = ''] = readFileSync(join('labs', 'databricks-dss', 'steps', step, 'text.md'), 'utf8').split('```python\n', 2);
  return fence.split('```', 1).join('');
}

/** Section 4, in a workspace of one's own or in the common one, as the workshop's settings say. */
export function model(hands: Hands, { commonWorkspaceUrl, sectionFourIn }: WorkshopSettings): Tasks {
  const { about, call, dss, launch } = hands;
  const runCell = notebooks(hands);
  const ask = (hand: Hand, method: string, path: string, body?: unknown) =>
    call(hand.who, databricks, method, `https://${noted(hand, 'mlHost')}${path}`, body);

  /**
   * Where somebody trains: where the workshop sends them, or in the common workspace if they have no cluster of their own. That is opened
   * first, and its cluster started if it is off.
   */
  async function place(hand: Hand): Promise<Done> {
    if (has(hand, 'mlHost', 'mlCluster')) return {};
    const isOwn = has(hand, 'clusterHost', 'clusterHttpPath') && !isInCommon({ commonWorkspaceUrl, sectionFourIn });
    if (isOwn) return { mlHost: noted(hand, 'clusterHost'), mlCluster: noted(hand, 'clusterHttpPath').split('/').at(-1) ?? '' };
    const mlHost = about.commonWorkspaceUrl;
    await launch(hand.who, mlHost);
    const there = { ...hand, notes: { mlHost } };
    const { clusters } = Clusters.parse(await ask(there, 'GET', '/api/2.1/clusters/list'));
    const shared = clusters.find((c) => c.cluster_name === settings.communalCluster.preset);
    if (!shared) throw new Error(`The common workspace has no cluster ${settings.communalCluster.preset}.`);
    if (shared.state === 'TERMINATED') await ask(there, 'POST', '/api/2.1/clusters/start', { cluster_id: shared.cluster_id });
    return shared.state === 'RUNNING' ? { mlHost, mlCluster: shared.cluster_id } : 'not yet';
  }

  const ownMount = (hand: Hand) => ownName(hand).replaceAll('-', '_');
  /** The cell as the page fills it in, with a secret of their own. What they note is their own name, whatever they mount. */
  const mount =
    (nameOf: (hand: Hand) => string) =>
    async (hand: Hand): Promise<Done> => {
      const placed = await place(hand);
      if (placed === 'not yet') return placed;
      const clientSecret = noted(hand, 'clientSecret') || (await dss.clientSecret(hand.who)).value;
      const known: Record<string, string> = {
        storageContainer: settings.storageContainer.preset,
        storageAccount: settings.storageAccount.preset,
        appClientId: about.dssClientId,
        tenantId: about.tenantId,
        mountName: nameOf(hand),
        'secret:clientSecret': clientSecret,
      };
      const cell = cellOf('mount-storage').replace(/\{\{([\w:]{1,60})\}\}/g, (_, name: string) => known[name] ?? '');
      const there = { ...hand, notes: { ...hand.notes, ...placed } };
      const printed = await runCell(there, cell).catch(unlessMounted);
      return printed === 'not yet' ? printed : { ...placed, clientSecret, mountName: ownMount(hand) };
    };

  const experiment =
    (folder: (name: string) => string) =>
    async (hand: Hand): Promise<Done> => {
      const name = noted(hand, 'mountName');
      const experimentPath = `/Users/${hand.who.upn}/${folder(name)}`;
      const made = { name: experimentPath, artifact_location: `dbfs:/mnt/${name}/${folder(name)}/mlflow` };
      const asked = ask(hand, 'POST', '/api/2.0/mlflow/experiments/create', made).catch(unless(/RESOURCE_ALREADY_EXISTS/));
      return noting(asked, { experimentPath, artifactFolder: folder(name) });
    };

  /** Two cells, one after the other; which of them is next is noted by whoever trains. */
  const defined = new Set<string>();
  async function train(hand: Hand): Promise<Done> {
    const { upn } = hand.who;
    if (!defined.has(upn)) {
      if ((await runCell(hand, cellOf('train-model'))) === 'not yet') return 'not yet';
      defined.add(upn);
    }
    const printed = await runCell(hand, `train_diabetes(data, 0.01, 0.01, "${noted(hand, 'experimentPath')}")`).catch((error: unknown) => {
      defined.delete(upn); // what was defined may have ended with the cluster
      throw error;
    });
    return printed === 'not yet' ? printed : {};
  }

  /** Where the run keeps its artifacts, as a path in the container. */
  async function artifactsOf(hand: Hand): Promise<string | null> {
    const query = new URLSearchParams({ experiment_name: noted(hand, 'experimentPath') });
    const { experiment } = Listing.parse(await ask(hand, 'GET', `/api/2.0/mlflow/experiments/get-by-name?${query}`));
    const { runs } = Runs.parse(await ask(hand, 'POST', '/api/2.0/mlflow/runs/search', { experiment_ids: [experiment.experiment_id] }));
    return runs[0]?.info.artifact_uri.split(`/mnt/${noted(hand, 'mountName')}/`)[1] ?? null;
  }
  /** What the model's own files ask for: its Python, as in 3.12, and its packages. */
  async function filesOf(hand: Hand): Promise<{ python: string; requirements: string[] }> {
    const path = `/projects/${noted(hand, 'projectKey')}/managedfolders/${noted(hand, 'folderId')}/contents/model`;
    const read = (name: string) => dss.textOf(hand.who, 'GET', `${path}/${name}`);
    const [, python = ''] = /^python: (\d+\.\d+)/m.exec(await read('python_env.yaml')) ?? [];
    return { python, requirements: (await read('requirements.txt')).split('\n') };
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

  /** Code environments whose build has begun: nothing in DSS tells. */
  const begun = new Set<string>();
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
        run: mount(ownMount),
        slips: [
          slip(
            'other-mount',
            'mounts it under the name that stands in the text',
            mount(() => 'your_name'),
            mount(ownMount),
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
          return has(hand, 'projectKey') ? {} : ownProject(dss, hand);
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
          if (!begun.has(codeEnvName)) {
            const { python, requirements } = await filesOf(hand);
            const packages = [settings.mlflowRule.preset, ...requirements.filter((line) => line.trim() && !/^mlflow\b/.test(line))];
            await dss.beginCodeEnv(hand.who, codeEnvName, packages.join('\n'), `PYTHON${python.replace('.', '')}`);
            begun.add(codeEnvName);
          }
          return (await dss.isBuilt(hand.who, codeEnvName)) ? { codeEnvName } : 'not yet';
        },
      },
      {
        does: 'imports the model',
        isForgettable: true,
        async run(hand) {
          const [project, codeEnvName] = [noted(hand, 'projectKey'), noted(hand, 'codeEnvName')];
          if (!codeEnvName) throw new Error('There is no code environment to import it with.'); // it was refused, and is tried again
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

/** A second try of a cell whose first one mounted it. @throws anything else */
function unlessMounted(error: unknown): string {
  if (error instanceof Error && error.message.includes('already mounted')) return '';
  throw error;
}
