import { withCredential } from '@/labs/kit/dss/credential';
import { follow, followed, underWayIn } from '@/labs/kit/dss/follow';
import { pathInModel } from '@/labs/kit/dss/model-files';
import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { areRequirements } from '@/labs/kit/python/requirements';
import type { Carry } from '@/lib/clouds/carry';
import type { Became } from '@/lib/clouds/dss';
import { cannot, type Done, done, underWay } from '@/lib/lab/part';
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
    const login = await askLogin(clouds, known);
    const dss = clouds.dss(login);
    const codeEnvName = known.codeEnvName ?? nameFor(known.userName);
    const values = { codeEnvName };
    const begun = underWayIn(carry);
    const before = begun && (await followed(dss, carry, begun.future));
    const install = async (became: Became): Promise<Done<'codeEnvName'>> => {
      if (became.state === 'running') return underWay(`DSS is building ${codeEnvName}, which takes a few minutes.`, values);
      if (became.state === 'failed')
        return cannot(`DSS couldn’t build ${codeEnvName}. ${saidBy(became)} Read its log in DSS and fix what it names.`);
      if ((await dss.codeEnv(codeEnvName))?.actual) return done(`Built ${codeEnvName}.`, values);
      return cannot(`DSS has ended the build of ${codeEnvName}, and nothing is installed in it. Read the last lines of its log in DSS.`);
    };
    if (before && begun.doing === 'install') return install(before);

    const creating = (became: Became): Done<'codeEnvName'> | null => {
      if (became.state === 'running') return underWay(`DSS is creating ${codeEnvName}.`, values);
      return became.state === 'failed' ? cannot(`DSS couldn’t create ${codeEnvName}. ${saidBy(became)}`) : null;
    };
    const text = await dss.folderText(known.projectKey, known.folderId, pathInModel(known, 'requirements.txt'), areRequirements);
    if (text === null) return cannot('The model’s requirements.txt isn’t in the managed folder. Do :step[managed-folder] first.');
    let created = before;
    const found = created ? null : await dss.codeEnv(codeEnvName);
    // rights that somebody has anyway may let them change it, and they have agreed to one of their own
    if (found?.owner && found.owner !== login)
      return cannot(`${codeEnvName} is somebody else’s code environment. Enter another name in the panel.`);
    if (!created && !found) {
      const python = has('python') ? known.environmentPython : otherThan(known.environmentPython);
      created = await follow(dss, carry, 'create', await dss.createCodeEnv(codeEnvName, `PYTHON${python.replace('.', '')}`));
    }
    const isNotYet = created && creating(created);
    if (isNotYet) return isNotYet;
    await dss.requestPackages(codeEnvName, requestedOf(text, has('packages'), has('mlflow') ? known.mlflowRule : 'mlflow'));
    return install(await follow(dss, carry, 'install', await dss.installPackages(codeEnvName)));
  },
});

const saidBy = ({ said }: { said: string }): string => `DSS said: ${said.trimEnd()}${said.trimEnd().endsWith('.') ? '' : '.'}`;

/** The model's own lines with a different one for MLflow; or only that one. */
function requestedOf(requirements: string, isWhole: boolean, rule: string): string {
  const others = requirements.split('\n').filter((line) => line.trim() && !/^mlflow\b/.test(line));
  return [rule, ...(isWhole ? others : [])].join('\n');
}

/** After this an import that DSS has not told of is given up. */
const longestImportMs = 10 * 60_000;

const model = lab.part({
  id: 'model',
  what: ({ savedModelName }) => `Import the model from the folder as ${savedModelName ?? 'a saved model'}`,
  turns: modelChecks,
  needs: [...dssNeeds, 'projectKey', 'folderId', 'codeEnvName', 'savedModelName', 'savedModelVersion'],
  uses: [...dssUses, 'modelDirectory'],
  async act(clouds, known, { carry }) {
    const { projectKey, folderId, codeEnvName, savedModelName: name, savedModelVersion: version } = known;
    const dss = clouds.dss(await askLogin(clouds, known));
    const importing = underWay(`DSS is importing version ${version} of ${name}.`);
    const begun = begunIn(carry);
    if (begun) {
      const isThere = (await dss.modelVersions(projectKey, begun.model)).some((v) => v.id === version);
      if (!isThere && Date.now() - begun.since < longestImportMs) return importing;
      carry.keep(null);
      if (isThere) return done(`Imported version ${version} of ${name}.`);
      return cannot(`DSS hasn’t imported version ${version} of ${name}, and doesn’t say why. Import it in DSS, as the page shows.`);
    }
    const named = ((await dss.savedModels(projectKey)) ?? []).filter((m) => m.name === name);
    const withVersions = await Promise.all(named.map(async (m) => ({ ...m, versions: await dss.modelVersions(projectKey, m.id) })));
    const empty = withVersions.find((m) => m.kind === 'MLFLOW_PYFUNC' && m.versions.length === 0);
    if (withVersions.length > 0 && !empty) return cannot(`A saved model named ${name} is there, and isn’t empty. Delete it in DSS.`);
    const id = empty?.id ?? (await dss.createMlflowModel(projectKey, name, 'REGRESSION'));
    carry.keep({ model: id, since: Date.now() });
    const from = { folder: folderId, path: known.modelDirectory ?? 'model', codeEnv: codeEnvName };
    if (!(await withCredential('the folder’s connection', dss.importVersion(projectKey, id, version, from)))) return importing;
    carry.keep(null);
    return done(`Imported version ${version} of ${name}.`);
  },
});

function begunIn({ begun }: Carry): { model: string; since: number } | null {
  if (typeof begun !== 'object' || begun === null || !('model' in begun) || !('since' in begun)) return null;
  const { model: id, since } = begun;
  return typeof id === 'string' && typeof since === 'number' ? { model: id, since } : null;
}

export default [environment, model];
