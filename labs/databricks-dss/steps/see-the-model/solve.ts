import { askLogin, dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { cannot, done } from '@/lib/lab/part';
import { lab } from '../../vocabulary';

const activate = lab.part({
  id: 'activate',
  what: ({ savedModelVersion, savedModelName }) =>
    `Make version ${savedModelVersion ?? ''} of ${savedModelName ?? 'the model'} the active one`,
  turns: ['dss.saved-model-is-active'],
  needs: [...dssNeeds, 'projectKey', 'savedModelName', 'savedModelVersion'],
  uses: dssUses,
  async act(clouds, known) {
    const { projectKey, savedModelName: name, savedModelVersion: version } = known;
    const dss = clouds.dss(await askLogin(clouds, known));
    for (const model of (await dss.savedModels(projectKey)) ?? []) {
      if (model.name !== name || !(await dss.modelVersions(projectKey, model.id)).some((v) => v.id === version)) continue;
      await dss.activateVersion(projectKey, model.id, version);
      return done(`Version ${version} of ${name} is active.`);
    }
    return cannot(`There is no version ${version} of ${name}. Do :step[code-env-and-import] first.`);
  },
});

export default [activate];
