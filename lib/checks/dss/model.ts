import { type Check, defineCheck, isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import type { Knowing, Known, KnownName } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { CodeEnv, ModelVersion, SavedModel } from '@/lib/clouds/dss';
import { judgeMlflow, judgePackages, judgePython, noEnv } from './code-env';
import { askLogin } from './login';

const base = ['dssUrl', 'userName'] as const;

interface EnvView {
  login: string;
  env: CodeEnv | null;
}
async function askEnv(clouds: Clouds, known: Known): Promise<EnvView | Verdict> {
  const login = await askLogin(clouds, known);
  return typeof login === 'string' ? { login, env: await clouds.dss(login).codeEnv(known.codeEnvName ?? '') } : login;
}

const envCheck = <const N extends KnownName>(
  id: string,
  title: string,
  needs: readonly N[],
  judge: (env: CodeEnv, known: Knowing<N>) => Verdict,
): Check =>
  defineCheck({
    id,
    title,
    needs: [...base, 'codeEnvName', ...needs],
    ask: askEnv,
    judge(answer, known) {
      if (isVerdict(answer)) return answer;
      return answer.env ? judge(answer.env, known) : noEnv(known.codeEnvName ?? '');
    },
  });

export interface ModelView {
  /** Of that name; there may be several, as every run of the cell makes one. */
  named: SavedModel[];
  /** The most favourable, and its versions. */
  model: SavedModel | null;
  versions: ModelVersion[];
  /** What an import leaves behind; null for other versions. */
  codeEnv: string | null;
}

async function askModel(clouds: Clouds, known: Known): Promise<ModelView | Verdict> {
  const login = await askLogin(clouds, known);
  if (typeof login !== 'string') return login;
  const dss = clouds.dss(login);
  const project = known.projectKey ?? '';
  const all = await dss.savedModels(project);
  if (!all) return missing(`You see no project with the key ${project}.`, 'Create it, or record its key.');
  const named = all.filter((m) => m.name === known.savedModelName);
  const looked = await Promise.all(named.map(async (model) => ({ model, versions: await dss.modelVersions(project, model.id) })));
  const has = ({ versions }: (typeof looked)[number]) => versions.some((v) => v.id === known.savedModelVersion);
  const best = looked.find((l) => has(l) && l.model.kind === 'MLFLOW_PYFUNC') ?? looked.find(has) ?? looked[0];
  const codeEnv = best && has(best) ? await dss.importedWith(project, best.model.id, known.savedModelVersion ?? '') : null;
  return { named, model: best?.model ?? null, versions: best?.versions ?? [], codeEnv };
}

type ModelKnown = Knowing<'savedModelName' | 'savedModelVersion'>;
const noModel = (name: string) =>
  missing(`There is no saved model named ${name} in your project yet.`, 'Run the cell in a Python notebook of the project.');

export function judgeKind({ model }: ModelView, { savedModelName }: ModelKnown): Verdict {
  if (!model) return noModel(savedModelName);
  if (model.kind === 'MLFLOW_PYFUNC') return pass(model.name);
  return wrong('A model of that name is there, of another kind.', {
    expected: 'an MLflow model',
    found: model.kind ?? 'not said',
    remedy: `Delete it, or rename it, and run the cell: it makes an MLflow model named ${savedModelName}.`,
  });
}

export function judgeVersion(
  { model, versions, codeEnv }: ModelView,
  { savedModelVersion, savedModelName, codeEnvName }: ModelKnown & Known,
): Verdict {
  if (!model) return noModel(savedModelName);
  if (!versions.some((v) => v.id === savedModelVersion)) {
    const [other] = versions;
    if (!other)
      return missing(
        'It has no version yet.',
        'The import did not go through: the notebook says why. Mend that, delete the empty model, and run the cell again.',
      );
    return wrong('It has a version of another name.', {
      expected: savedModelVersion,
      found: versions.map((v) => v.id).join(', '),
      remedy: `Run the cell as it stands, with version_id="${savedModelVersion}".`,
    });
  }
  if (codeEnv === null)
    return wrong(`Version ${savedModelVersion} was not imported from MLflow.`, {
      expected: 'an imported version',
      found: 'another kind of version',
      remedy: 'Delete the model and run the cell as it stands.',
    });
  if (codeEnvName && codeEnv && codeEnv !== codeEnvName)
    return wrong('It was imported with another code environment.', {
      expected: codeEnvName,
      found: codeEnv,
      remedy: 'Delete the model and run the cell again, with your environment’s name in it; or record the other one.',
    });
  return pass(`Version ${savedModelVersion}${codeEnv ? `, with ${codeEnv}` : ''}.`);
}

const modelCheck = (id: string, title: string, judge: (view: ModelView, known: ModelKnown & Known) => Verdict): Check =>
  defineCheck({
    id,
    title,
    needs: [...base, 'projectKey', 'savedModelName', 'savedModelVersion'],
    ask: askModel,
    judge: (answer, known) => (isVerdict(answer) ? answer : judge(answer, known)),
  });

/** Step 4.6. */
export const importChecks: readonly Check[] = [
  envCheck('dss.code-env-exists', 'Your code environment exists', [], (env) => pass(env.name)),
  envCheck('dss.code-env-has-python', 'It runs on the right Python', ['codeEnvPython'], (env, { codeEnvPython }) =>
    judgePython(env, codeEnvPython),
  ),
  defineCheck({
    id: 'dss.code-env-has-packages',
    title: 'It asks for what the model needs',
    needs: [...base, 'codeEnvName', 'projectKey', 'folderId'],
    async ask(clouds, known) {
      const view = await askEnv(clouds, known);
      if (isVerdict(view)) return view;
      const text = await clouds
        .dss(view.login)
        .folderText(known.projectKey, known.folderId, `${known.modelDirectory ?? 'model'}/requirements.txt`);
      return { ...view, text };
    },
    judge(answer, known): Verdict {
      if (isVerdict(answer)) return answer;
      return answer.env ? judgePackages(answer.env, answer.text) : noEnv(known.codeEnvName);
    },
  }),
  envCheck('dss.code-env-has-mlflow', 'It was built, with an MLflow that DSS supports', ['mlflowRule'], (env, { mlflowRule }) =>
    judgeMlflow(env, mlflowRule),
  ),
  modelCheck('dss.saved-model-is-mlflow', 'The saved model is there', judgeKind),
  modelCheck('dss.saved-model-is-imported', 'Its version was imported', judgeVersion),
];

/** Step 4.7. */
export const savedModelChecks: readonly Check[] = [
  modelCheck('dss.saved-model-is-active', 'The model is in your project, its version active', (view, known) => {
    const imported = judgeVersion(view, known);
    if (imported.status !== 'pass') return imported;
    return view.versions.some((v) => v.id === known.savedModelVersion && v.active)
      ? pass(`${known.savedModelName}, version ${known.savedModelVersion}.`)
      : missing('Its version is not the active one.', 'Open the saved model and make the version active.');
  }),
];
