import type { MadeWith } from '@/labs/kit/python/mlmodel';
import { areRequirements, areSpecifiers, isVersion, meets, onlyPackages, requirements } from '@/labs/kit/python/requirements';
import type { CodeEnv, Login } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { askMadeWith, pathInModel } from './model-files';
import { askRights, noCodeEnvRight } from './rights';
import { type AsksDss, askLogin, dssNeeds, dssUses, type Person } from './user';

export const noEnv = (name: string): Verdict =>
  missing(`You see no code environment named ${name} in DSS.`, 'Create it, or record its name.');

/** `PYTHON312` → `3.12`; anything else unchanged. */
const pythonOf = (interpreter: string): string => /^PYTHON(\d)(\d+)$/.exec(interpreter)?.slice(1).join('.') ?? interpreter;

/**
 * It has the Python that the model was made with, or the one that the workshop names instead.
 * @param model how the model was made; null if that cannot be seen
 * @param named the workshop's Python, such as `3.9`; empty where it names none
 * @param folderIn see `judgePackages`
 */
export function judgeInterpreter({ interpreter }: CodeEnv, model: MadeWith | null, named: string, folderIn: string): Verdict {
  const found = pythonOf(interpreter);
  const made = model?.python ?? null;
  if (made !== null && found === made) return pass(`Python ${found}, as the model was made with.`);
  if (named && found === named)
    return pass(
      `Python ${found}, as this workshop asks.`,
      made ? `The model was made with Python ${made}: where the import fails, try an environment with that.` : undefined,
    );
  const wanted = named || made;
  if (!wanted)
    return missing('Guidepost can’t see yet which Python the model was made with.', `Fix the managed folder in ${folderIn} first.`);
  return wrong(
    named ? 'It runs on another Python than this workshop asks for.' : 'It runs on another Python than the model was made with.',
    {
      expected: `Python ${wanted}`,
      found: /^\d/.test(found) ? `Python ${found}` : found || 'not said',
      remedy: `The Python of an environment cannot be changed: create another one with Python ${wanted}, and record its name.`,
    },
  );
}

/**
 * It requests every package of the model, whatever the versions: those may have to differ.
 * @param model the model's requirements.txt; null where it cannot be read
 * @param folderIn the part of the lab that makes the folder with the model, such as `:step[managed-folder]`
 */
export function judgePackages({ requested }: CodeEnv, model: string | null, folderIn: string): Verdict {
  if (model === null)
    return missing('The model’s requirements.txt isn’t in the managed folder yet.', `Fix the managed folder in ${folderIn} first.`);
  const wanted = [...requirements(model).keys()];
  const asked = requirements(requested);
  const absent = wanted.filter((name) => !asked.has(name));
  if (absent.length === 0) return pass(`${wanted.length} packages.`);
  return wrong('It lacks packages that the model needs.', {
    expected: wanted.join(', '),
    found: [...asked.keys()].join(', ') || 'nothing',
    remedy: `Copy requirements.txt out of the managed folder into the environment’s requested packages; ${absent.join(', ')} is missing.`,
  });
}

const majorOf = (version: string): number => Number.parseInt(version, 10);

/**
 * @param rule a line of requirements, such as `mlflow==2.17.2`; the version that was really installed is what counts
 * @param model how the model was made, where that is to be seen
 */
export function judgeMlflow({ requested, actual }: CodeEnv, rule: string, model: MadeWith | null = null): Verdict {
  const [name = 'mlflow', specifiers = ''] = [...requirements(rule)][0] ?? [];
  if (!areSpecifiers(specifiers))
    return wrong(`The workshop’s rule for ${name} can’t be read.`, {
      expected: 'a rule such as mlflow==2.17.2',
      found: rule,
      remedy: 'Tell your facilitator: it is one of the workshop’s settings, not your mistake.',
    });
  const asked = requirements(requested).get(name);
  const installed = requirements(actual).get(name)?.replace(/^==/, '');
  if (asked === undefined)
    return missing(`It doesn’t request ${name} yet.`, `Add a line ${rule} to its requested packages, and update it.`);
  if (!installed)
    return missing(
      'It has not been built since.',
      'Press Update: what is requested is installed only then. If the build fails, its log says why.',
    );
  const remedy = `Change the line to ${rule} and update the environment.`;
  if (!isVersion(installed))
    return wrong(`${name} was not installed from a released version.`, { expected: rule, found: `${name} ${installed}`, remedy });
  if (meets(installed, specifiers)) {
    const isNewer = model?.mlflow && majorOf(model.mlflow) > majorOf(installed);
    return pass(
      `${name} ${installed}.`,
      isNewer ? `The model was made with MLflow ${model.mlflow}, which DSS does not support: the import may fail.` : undefined,
    );
  }
  const isUnsupported = majorOf(installed) < 2 || majorOf(installed) > 2; // DSS documentation, mlops/mlflow-models/limitations
  return wrong(
    isUnsupported ? `DSS does not support ${name} ${installed}.` : `This workshop asks for another version than ${name} ${installed}.`,
    {
      expected: rule,
      found: `${name}${asked || ', without a version,'} which became ${installed}`,
      remedy,
    },
  );
}

interface EnvView {
  login: Login;
  env: CodeEnv;
}

/** The code environment. Concludes if the person sees none of that name. */
async function askEnv(clouds: AsksDss, known: Person & { codeEnvName: string }): Promise<EnvView> {
  const login = await askLogin(clouds, known);
  const env = await clouds.dss(login).codeEnv(known.codeEnvName);
  if (env) return { login, env: { ...env, requested: onlyPackages(env.requested), actual: onlyPackages(env.actual) } };
  return conclude((await askRights(clouds, login)).codeEnvs === false ? noCodeEnvRight() : noEnv(known.codeEnvName));
}

const envNeeds = [...dssNeeds, 'codeEnvName'] as const;

export const codeEnvExists = checkFor<AsksDss>()({
  needs: envNeeds,
  uses: dssUses,
  ask: askEnv,
  judge: ({ env }) => pass(env.name),
});

const modelUses = [...dssUses, 'projectKey', 'folderId', 'modelDirectory'] as const;
type ModelKnown = Partial<Record<'projectKey' | 'folderId' | 'modelDirectory', string>>;

/** The code environment, and how its model was made: null as long as no folder with a model is recorded. */
async function askEnvAndModel(clouds: AsksDss, known: Person & { codeEnvName: string } & ModelKnown) {
  const { login, env } = await askEnv(clouds, known);
  const { projectKey, folderId, modelDirectory } = known;
  const model = projectKey && folderId ? await askMadeWith(clouds.dss(login), { projectKey, folderId, modelDirectory }) : null;
  return { env, model };
}

/** `codeEnvPython` as `3.9`, if the workshop names its own Python. @param folderIn see `judgePackages` */
export const codeEnvHasPython = ({ folderIn }: { folderIn: string }) =>
  checkFor<AsksDss>()({
    needs: envNeeds,
    uses: [...modelUses, 'codeEnvPython'],
    ask: askEnvAndModel,
    judge: ({ env, model }, { codeEnvPython = '' }) => judgeInterpreter(env, model, codeEnvPython, folderIn),
  });

/** It requests the packages of the model in a managed folder. @param folderIn see `judgePackages` */
export const codeEnvHasPackages = ({ folderIn }: { folderIn: string }) =>
  checkFor<AsksDss>()({
    needs: [...envNeeds, 'projectKey', 'folderId'],
    uses: [...dssUses, 'modelDirectory'],
    async ask(clouds, known) {
      const { login, env } = await askEnv(clouds, known);
      const path = pathInModel(known, 'requirements.txt');
      const text = await clouds.dss(login).folderText(known.projectKey, known.folderId, path, areRequirements);
      return { env, text: text === null ? null : onlyPackages(text) };
    },
    judge: ({ env, text }) => judgePackages(env, text, folderIn),
  });

/** `mlflowRule` as a line of requirements: `mlflow==2.17.2`. */
export const codeEnvHasMlflow = checkFor<AsksDss>()({
  needs: [...envNeeds, 'mlflowRule'],
  uses: modelUses,
  ask: askEnvAndModel,
  judge: ({ env, model }, { mlflowRule }) => judgeMlflow(env, mlflowRule, model),
});
