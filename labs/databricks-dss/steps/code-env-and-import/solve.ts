import { pathInModel } from '@/labs/kit/dss/model-files';
import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { areRequirements } from '@/labs/kit/python/requirements';
import { cannot, done, underWay } from '@/lib/lab/part';
import { slugOf } from '@/lib/slug';
import { lab } from '../../vocabulary';

const envChecks = ['dss.code-env-exists', 'dss.code-env-has-python', 'dss.code-env-has-packages', 'dss.code-env-has-mlflow'];
const modelChecks = ['dss.saved-model-is-mlflow', 'dss.saved-model-is-imported'];

/** The name of one's own environment: nobody else in the tenant has the sign-in name. */
const nameFor = (userName: string) => `${slugOf(userName.split('@', 1).join('')) || 'my'}-mlflow`;

/** A Python other than the one wanted. */
const otherThan = (python: string) => (python === '3.10' ? '3.11' : '3.10');

const environment = lab.part({
  id: 'environment',
  what: ({ codeEnvName }) => `Create the code environment ${codeEnvName ?? ''}, and build it`.replace(' ,', ','),
  turns: [...envChecks, ...modelChecks],
  shownBy: envChecks,
  details: {
    python: { what: ({ environmentPython }) => `Python ${environmentPython ?? 'as the model has it'}`, turns: ['dss.code-env-has-python'] },
    packages: { what: 'The packages of the model’s requirements.txt', turns: ['dss.code-env-has-packages'] },
    mlflow: {
      what: ({ mlflowRule }) => `${mlflowRule ?? 'mlflow'} instead of the model’s MLflow`,
      turns: ['dss.code-env-has-mlflow', 'dss.saved-model-is-imported'],
    },
  },
  needs: [...dssNeeds, 'projectKey', 'folderId', 'environmentPython', 'mlflowRule'],
  uses: [...dssUses, 'codeEnvName', 'modelDirectory'],
  records: ['codeEnvName'],
  async act(clouds, known, { has, carry }) {
    const dss = clouds.dss(await askLogin(clouds, known));
    const codeEnvName = known.codeEnvName ?? nameFor(known.userName);
    const values = { codeEnvName };
    const found = await dss.codeEnv(codeEnvName);
    if (carry.begun) {
      if (!found?.actual) return underWay(`DSS is building ${codeEnvName}, which takes a few minutes.`, values);
      carry.keep(null);
      return done(`Built ${codeEnvName}.`, values);
    }
    const text = await dss.folderText(known.projectKey, known.folderId, pathInModel(known, 'requirements.txt'), areRequirements);
    if (text === null) return cannot('The model’s requirements.txt isn’t in the managed folder. Do :step[managed-folder] first.');
    const python = has('python') ? known.environmentPython : otherThan(known.environmentPython);
    if (!found) await dss.createCodeEnv(codeEnvName, `PYTHON${python.replace('.', '')}`);
    await dss.requestPackages(codeEnvName, requestedOf(text, has('packages'), has('mlflow') ? known.mlflowRule : 'mlflow'));
    carry.keep({ since: Date.now() });
    if (await dss.installPackages(codeEnvName)) {
      carry.keep(null);
      return cannot(`DSS couldn’t build ${codeEnvName}. Read the last lines of its log in DSS.`);
    }
    const built = await dss.codeEnv(codeEnvName);
    if (!built?.actual) return underWay(`DSS is building ${codeEnvName}, which takes a few minutes.`, values);
    carry.keep(null);
    return done(`Built ${codeEnvName} with Python ${python}.`, values);
  },
});

/** The model's own lines with a different one for MLflow; or only that one. */
function requestedOf(requirements: string, isWhole: boolean, rule: string): string {
  const others = requirements.split('\n').filter((line) => line.trim() && !/^mlflow\b/.test(line));
  return [rule, ...(isWhole ? others : [])].join('\n');
}

const model = lab.part({
  id: 'model',
  what: ({ savedModelName }) => `Import the model from the folder as ${savedModelName ?? 'a saved model'}`,
  turns: modelChecks,
  needs: [...dssNeeds, 'projectKey', 'folderId', 'codeEnvName', 'savedModelName', 'savedModelVersion'],
  uses: [...dssUses, 'modelDirectory'],
  async act(clouds, known) {
    const { projectKey, folderId, codeEnvName, savedModelName: name, savedModelVersion: version } = known;
    const dss = clouds.dss(await askLogin(clouds, known));
    const named = ((await dss.savedModels(projectKey)) ?? []).filter((m) => m.name === name);
    const withVersions = await Promise.all(named.map(async (m) => ({ ...m, versions: await dss.modelVersions(projectKey, m.id) })));
    const empty = withVersions.find((m) => m.kind === 'MLFLOW_PYFUNC' && m.versions.length === 0);
    if (withVersions.length > 0 && !empty)
      return cannot(`A saved model named ${name} is there, and isn’t empty. Delete it in DSS, then agree again.`);
    const id = empty?.id ?? (await dss.createMlflowModel(projectKey, name, 'REGRESSION'));
    await dss.importVersion(projectKey, id, version, { folder: folderId, path: known.modelDirectory ?? 'model', codeEnv: codeEnvName });
    return done(`Imported version ${version} of ${name}.`);
  },
});

export default [environment, model];
