import { codeEnvExists, codeEnvHasMlflow, codeEnvHasPackages, codeEnvHasPython } from '@/labs/kit/dss/code-env';
import { savedModelIsImported, savedModelIsMlflow } from '@/labs/kit/dss/saved-model';
import { lab } from '../../vocabulary';
import parts from './solve';

const folderIn = ':step[managed-folder]';

export default lab.step({
  title: 'Import the model',
  minutes: 15,
  buildsOn: ['managed-folder'],
  meanwhile: 'a code environment takes some minutes to build',
  collects: ['codeEnvName'],
  secrets: ['dssKey'],
  checks: [
    lab.use(codeEnvExists, { id: 'dss.code-env-exists', title: 'Your code environment exists' }),
    lab.use(codeEnvHasPython({ folderIn }), { id: 'dss.code-env-has-python', title: 'It runs on the right Python' }),
    lab.use(codeEnvHasPackages({ folderIn }), {
      id: 'dss.code-env-has-packages',
      title: 'It asks for what the model needs',
    }),
    lab.use(codeEnvHasMlflow, { id: 'dss.code-env-has-mlflow', title: 'It was built, with an MLflow that DSS supports' }),
    lab.use(savedModelIsMlflow, { id: 'dss.saved-model-is-mlflow', title: 'The saved model is there' }),
    lab.use(savedModelIsImported, { id: 'dss.saved-model-is-imported', title: 'Its version was imported' }),
  ],
  parts,
});
