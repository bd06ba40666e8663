import type { ModelVersion, SavedModel } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { noProject } from './project';
import { askRights, noNotebookRight } from './rights';
import { type AsksDss, askLogin, dssNeeds, dssUses, type Person } from './user';

export interface ModelView {
  /** The models of that name; there may be several, as every run of the importing cell makes one. */
  named: SavedModel[];
  /** The most favorable of them, and its versions. */
  model: SavedModel | null;
  versions: ModelVersion[];
  /** The code environment that the version was imported with, see `importedWith`; null where it was not imported. */
  codeEnv: string | null;
}

interface Wanted {
  savedModelName: string;
  savedModelVersion: string;
  codeEnvName?: string | undefined;
}

async function askModel(clouds: AsksDss, known: Person & Wanted & { projectKey: string }): Promise<ModelView> {
  const login = await askLogin(clouds, known);
  const dss = clouds.dss(login);
  const { projectKey, savedModelName, savedModelVersion } = known;
  const all = (await dss.savedModels(projectKey)) ?? conclude(noProject(projectKey));
  const named = all.filter((m) => m.name === savedModelName);
  if (named.length === 0 && (await askRights(clouds, login)).notebooks === false) return conclude(noNotebookRight());
  const looked = await Promise.all(named.map(async (model) => ({ model, versions: await dss.modelVersions(projectKey, model.id) })));
  const has = ({ versions }: (typeof looked)[number]) => versions.some((v) => v.id === savedModelVersion);
  const best = looked.find((l) => has(l) && l.model.kind === 'MLFLOW_PYFUNC') ?? looked.find(has) ?? looked[0];
  const codeEnv = best && has(best) ? await dss.importedWith(projectKey, best.model.id, savedModelVersion) : null;
  return { named, model: best?.model ?? null, versions: best?.versions ?? [], codeEnv };
}

const noModel = (name: string) =>
  missing(`There is no saved model named ${name} in your project yet.`, 'Run the cell in a Python notebook of the project.');

export function judgeKind({ model }: ModelView, { savedModelName }: Wanted): Verdict {
  if (!model) return noModel(savedModelName);
  if (model.kind === 'MLFLOW_PYFUNC') return pass(model.name);
  return wrong('A model of that name exists, but of another kind.', {
    expected: 'an MLflow model',
    found: model.kind ?? 'not said',
    remedy: `Delete it, or rename it, and run the cell: it makes an MLflow model named ${savedModelName}.`,
  });
}

export function judgeVersion({ model, versions, codeEnv }: ModelView, { savedModelVersion, savedModelName, codeEnvName }: Wanted): Verdict {
  if (!model) return noModel(savedModelName);
  if (!versions.some((v) => v.id === savedModelVersion)) {
    const [other] = versions;
    if (!other)
      return missing(
        'It has no version yet.',
        'The import failed: the notebook says why. Fix that, delete the empty model, and run the cell again.',
      );
    return wrong('It has a version of another name.', {
      expected: savedModelVersion,
      found: versions.map((v) => v.id).join(', '),
      remedy: `Run the cell without changes, with version_id="${savedModelVersion}".`,
    });
  }
  if (codeEnv === null)
    return wrong(`Version ${savedModelVersion} was not imported from MLflow.`, {
      expected: 'an imported version',
      found: 'another kind of version',
      remedy: 'Delete the model, and run the cell without changes.',
    });
  if (codeEnvName && codeEnv && codeEnv !== codeEnvName)
    return wrong('It was imported with another code environment.', {
      expected: codeEnvName,
      found: codeEnv,
      remedy: 'Delete the model and run the cell again, with your environment’s name in it; or record the other one.',
    });
  return pass(`Version ${savedModelVersion}${codeEnv ? `, with ${codeEnv}` : ''}.`);
}

export function judgeActive(view: ModelView, wanted: Wanted): Verdict {
  const { savedModelName, savedModelVersion } = wanted;
  const imported = judgeVersion(view, wanted);
  if (imported.status !== 'pass') return imported;
  return view.versions.some((v) => v.id === savedModelVersion && v.active)
    ? pass(`${savedModelName}, version ${savedModelVersion}.`)
    : missing('Its version is not the active one.', 'Open the saved model and make the version active.');
}

/** For labs in which people import a model by running a cell in a notebook of their project. */
const modelCheck = (judge: (view: ModelView, wanted: Wanted) => Verdict) =>
  checkFor<AsksDss>()({
    needs: [...dssNeeds, 'projectKey', 'savedModelName', 'savedModelVersion'],
    uses: [...dssUses, 'codeEnvName'],
    ask: askModel,
    judge,
  });

export const savedModelIsMlflow = modelCheck(judgeKind);
export const savedModelIsImported = modelCheck(judgeVersion);
export const savedModelIsActive = modelCheck(judgeActive);
