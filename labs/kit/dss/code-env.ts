import { areRequirements, areSpecifiers, isVersion, meets, requirements } from '@/labs/kit/python/requirements';
import type { CodeEnv, Login } from '@/lib/clouds/dss';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { type AsksDss, askLogin, dssNeeds, dssUses, type Person } from './user';

export const noEnv = (name: string): Verdict =>
  missing(`You see no code environment named ${name} in DSS.`, 'Create it, or record its name.');

export function judgeInterpreter({ interpreter }: CodeEnv, wanted: string): Verdict {
  const found = /^PYTHON(\d)(\d+)$/.exec(interpreter)?.slice(1).join('.') ?? interpreter;
  if (found === wanted) return pass(`Python ${found}.`);
  return wrong('It runs on another Python than the model was made with.', {
    expected: `Python ${wanted}`,
    found: /^\d/.test(found) ? `Python ${found}` : found || 'not said',
    remedy: `The Python of an environment cannot be changed: create another one with Python ${wanted}, and record its name.`,
  });
}

/**
 * It requests every package of the model, whatever the versions: those may have to differ.
 * @param model the model's requirements.txt; null where it cannot be read
 * @param folderIn the part of the lab that makes the folder with the model, such as `:step[managed-folder]`
 */
export function judgePackages({ requested }: CodeEnv, model: string | null, folderIn: string): Verdict {
  if (model === null)
    return missing('The model’s requirements.txt is not to be seen yet.', `Mend the managed folder in ${folderIn} first.`);
  const wanted = [...requirements(model).keys()];
  const asked = requirements(requested);
  const absent = wanted.filter((name) => !asked.has(name));
  if (absent.length === 0) return pass(`${wanted.length} packages.`);
  return wrong('It does not ask for all that the model needs.', {
    expected: wanted.join(', '),
    found: [...asked.keys()].join(', ') || 'nothing',
    remedy: `Copy requirements.txt out of the managed folder into the environment’s requested packages; ${absent.join(', ')} is missing.`,
  });
}

/** @param rule a line of requirements, such as `mlflow<3`; the version that was really installed is what counts */
export function judgeMlflow({ requested, actual }: CodeEnv, rule: string): Verdict {
  const [name = 'mlflow', specifiers = ''] = [...requirements(rule)][0] ?? [];
  if (!areSpecifiers(specifiers))
    return wrong(`The workshop’s rule for ${name} can’t be read.`, {
      expected: 'a rule such as mlflow<3',
      found: rule,
      remedy: 'Tell your facilitator: it is one of the workshop’s settings, not your mistake.',
    });
  const asked = requirements(requested).get(name);
  const installed = requirements(actual).get(name)?.replace(/^==/, '');
  if (asked === undefined)
    return missing(`It does not ask for ${name} yet.`, `Add a line ${rule} to its requested packages, and update it.`);
  if (!installed)
    return missing(
      'It has not been built since.',
      'Press Update: what is requested is installed only then. If the build fails, its log says why.',
    );
  const remedy = `Change the line to ${rule} and update the environment.`;
  if (!isVersion(installed))
    return wrong(`${name} was not installed from a released version.`, { expected: rule, found: `${name} ${installed}`, remedy });
  if (meets(installed, specifiers)) return pass(`${name} ${installed}.`);
  return wrong(`DSS does not support ${name} ${installed}.`, {
    expected: rule,
    found: `${name}${asked || ', without a version,'} which became ${installed}`,
    remedy,
  });
}

interface EnvView {
  login: Login;
  env: CodeEnv;
}

/** The code environment. Concludes where the person sees none of that name. */
async function askEnv(clouds: AsksDss, known: Person & { codeEnvName: string }): Promise<EnvView> {
  const login = await askLogin(clouds, known);
  const env = await clouds.dss(login).codeEnv(known.codeEnvName);
  return { login, env: env ?? conclude(noEnv(known.codeEnvName)) };
}

const envNeeds = [...dssNeeds, 'codeEnvName'] as const;

export const codeEnvExists = checkFor<AsksDss>()({
  needs: envNeeds,
  uses: dssUses,
  ask: askEnv,
  judge: ({ env }) => pass(env.name),
});

/** `codeEnvPython` as `3.9`. */
export const codeEnvHasPython = checkFor<AsksDss>()({
  needs: [...envNeeds, 'codeEnvPython'],
  uses: dssUses,
  ask: askEnv,
  judge: ({ env }, { codeEnvPython }) => judgeInterpreter(env, codeEnvPython),
});

/** It requests the packages of the model in a managed folder. @param folderIn see `judgePackages` */
export const codeEnvHasPackages = ({ folderIn }: { folderIn: string }) =>
  checkFor<AsksDss>()({
    needs: [...envNeeds, 'projectKey', 'folderId'],
    uses: [...dssUses, 'modelDirectory'],
    async ask(clouds, known) {
      const { login, env } = await askEnv(clouds, known);
      const path = `${known.modelDirectory ?? 'model'}/requirements.txt`;
      return { env, text: await clouds.dss(login).folderText(known.projectKey, known.folderId, path, areRequirements) };
    },
    judge: ({ env, text }) => judgePackages(env, text, folderIn),
  });

/** `mlflowRule` as a line of requirements: `mlflow<3`. */
export const codeEnvHasMlflow = checkFor<AsksDss>()({
  needs: [...envNeeds, 'mlflowRule'],
  uses: dssUses,
  ask: askEnv,
  judge: ({ env }, { mlflowRule }) => judgeMlflow(env, mlflowRule),
});
