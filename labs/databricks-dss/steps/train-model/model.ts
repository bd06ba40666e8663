import { pathBehindMount } from '@/labs/kit/databricks/experiment';
import { type ModelView, modelUri, readyModel } from '@/labs/kit/databricks/logged-model';
import type { AsksWorkspace } from '@/labs/kit/databricks/workspace';
import type { MlRun } from '@/lib/clouds/databricks';
import type { Listing, Storage } from '@/lib/clouds/storage';
import { missing, pass, type Verdict, waiting, wrong } from '@/lib/lab/outcome';
import type { ExperimentKnown } from '../../experiment';
import { noMlflow3 } from '../../mlflow';
import { askRuns, noRun } from './runs';

export function judgeModel({ run, isArtifact, models }: ModelView): Verdict {
  if (!run) return noRun();
  const [model] = models;
  if (readyModel(models)) return pass('As MLflow 3 does it.', `${noMlflow3} The import in :step[code-env-and-import] may fail.`);
  if (isArtifact) return pass('As an artifact of the run.');
  if (model?.status === 'LOGGED_MODEL_PENDING') return waiting('The model is being uploaded', { usually: 30 });
  if (model)
    return wrong('The model could not be uploaded.', {
      expected: 'LOGGED_MODEL_READY',
      found: model.status,
      remedy: 'Check that the notebook can write to the mount. Then run the second cell again.',
    });
  return missing(
    `${run.name} has logged no model that we can see.`,
    'Run the second cell again. If its output says that it logged a model, the check of the storage account decides.',
  );
}

interface Place {
  mountName: string;
  storageAccount: string;
  storageContainer: string;
}

export interface StoredView {
  run: MlRun | null;
  /** Of the model's files in the container; null when they are not on the mount. */
  path: string | null;
  listing: Listing;
}

/** The model's files in the storage account, listed as the attendee. */
export async function askStored(
  clouds: AsksWorkspace & { storage: (account: string) => Storage },
  known: ExperimentKnown & Place,
): Promise<StoredView> {
  const { host, experimentId, chosen: run } = await askRuns(clouds, known);
  if (!run) return { run, path: null, listing: null };
  const models = await clouds.databricks(host).loggedModels(experimentId, run.id);
  const path = pathBehindMount(modelUri(run, models), known.mountName);
  return { run, path, listing: path ? await clouds.storage(known.storageAccount).list(known.storageContainer, path) : null };
}

export function judgeStored(
  { run, path, listing }: StoredView,
  { storageAccount, mountName }: Pick<Place, 'storageAccount' | 'mountName'>,
): Verdict {
  if (!run) return noRun();
  if (path === null)
    return wrong('The model was not written to your mount.', {
      expected: `dbfs:/mnt/${mountName}/…`,
      found: run.artifactUri,
      remedy: 'Create an experiment whose artifact location is on your mount (:step[create-experiment]), and train into that.',
    });
  if (listing === 'denied')
    return wrong('Your account can’t read the storage account.', {
      expected: 'the role Storage Blob Data Reader',
      found: 'no data role that holds yet',
      remedy: `A role can take ten minutes to hold. If you were only just given it on ${storageAccount}, verify again in a while. Otherwise, ask your facilitator for it. Being Owner or Contributor is not enough.`,
    });
  if (!listing)
    return missing(
      `There is nothing at ${path} in the container yet.`,
      'If the run says that it has logged a model, give it a moment and verify again.',
    );
  return listing.some((p) => p.name.endsWith('/MLmodel'))
    ? pass(`${path} in the container.`)
    : wrong('The files there aren’t an MLflow model.', {
        expected: 'a file named MLmodel',
        found:
          listing
            .map((p) => p.name.split('/').at(-1))
            .slice(0, 8)
            .join(', ') || 'nothing',
        remedy: 'Run the second cell again, and check that it ends without an error.',
      });
}

/** A path in the container, as the directory that holds the model and the model's own name in it. */
export function splitPath(path: string | null): { artifactsPath: string; modelDirectory: string } {
  const at = path?.lastIndexOf('/') ?? -1;
  if (!path || at < 1 || at === path.length - 1) return { artifactsPath: '', modelDirectory: '' };
  return { artifactsPath: path.slice(0, at), modelDirectory: path.slice(at + 1) };
}
