import type { Example } from './example';

const client = (file: string) => `dataiku/dataiku-api-client-python, dataikuapi/dss/${file}`;
const project = '/public/api/projects/{project}';
const env = '/public/api/admin/code-envs/PYTHON/{name}';
const connection = '/public/api/admin/connections/{name}';
const said = { msg: 'done' };
const write = (call: string, source: string, body: unknown = said): Example => ({ call, standing: 'fields', source: client(source), body });
/** What a change answers that is not waited for; what it comes to is asked of the future. */
const future = { jobId: 'Fu7uR31d', hasResult: false, alive: true, aborted: false };

const assumed = (call: string, source: string): Example => ({ ...write(call, source), standing: 'assumed' });

/** What DSS answers to changes, and to the questions that come before one. */
export const answers: Example[] = [
  write('POST /public/api/projects/', 'project.py, ../dssclient.py: create_project'),
  write(`DELETE ${project}`, 'project.py: DSSProject.delete; that a project’s administrators may delete it is assumed', future),
  write('GET /public/api/futures/{future}', 'future.py: get_state; that a result is handed out only once is assumed', {
    ...{ ...future, hasResult: true, alive: false },
    result: { messages: { error: false, messages: [] } },
  }),
  write(`POST ${project}/datasets/`, 'project.py: create_dataset'),
  write(`POST ${project}/datasets/{dataset}/actions/testAndDetectSettings/externalSQL`, 'dataset.py: autodetect_settings', {
    schemaDetection: { newSchema: { columns: [{ name: 'fare_amount', type: 'double' }], userModified: false } },
  }),
  write(`PUT ${project}/datasets/{dataset}/schema`, 'dataset.py: set_schema'),
  write(`POST ${project}/datasets/managed`, 'dataset.py: DSSManagedDatasetCreationHelper'),
  write(`POST ${project}/recipes/`, 'recipe.py: SingleOutputRecipeCreator, CodeRecipeCreator', { name: 'compute_out' }),
  write(`GET ${project}/recipes/{recipe}`, 'recipe.py: get_settings', {
    recipe: { name: 'compute_out', type: 'sync', params: {}, inputs: {}, outputs: {} },
    payload: '{}',
  }),
  assumed(`PUT ${project}/recipes/{recipe}`, 'recipe.py: DSSRecipeSettings.save; no client shows where a type of recipe keeps its engine'),
  write(`POST ${project}/jobs/`, 'project.py: start_job', { id: 'Build_out_2026-01-01T10-00-00.000' }),
  write(`POST ${project}/managedfolders/`, 'project.py: create_managed_folder', { id: 'aB3dE6gH' }),
  write(`GET ${project}/managedfolders/{folder}`, 'managedfolder.py: get_definition', {
    id: 'aB3dE6gH',
    name: 'model',
    params: { path: '/x' },
  }),
  write(`PUT ${project}/managedfolders/{folder}`, 'managedfolder.py: set_definition'),
  write(`POST ${env}`, '../dssclient.py: create_code_env', future),
  write(`PUT ${env}`, 'admin.py: DSSCodeEnvSettings.save'),
  write(`POST ${env}/packages`, 'admin.py: update_packages', future),
  write(`DELETE ${env}`, 'admin.py: DSSCodeEnv.delete', future),
  write(`POST ${project}/savedmodels/`, 'project.py: create_mlflow_pyfunc_model', { id: 'mOd3lId1' }),
  write(`POST ${project}/savedmodels/{model}/versions/{version}`, 'savedmodel.py: import_mlflow_version_from_managed_folder', ''),
  write(`POST ${project}/savedmodels/{model}/versions/{version}/actions/setActive`, 'savedmodel.py: set_active_version', ''),
  write(`PUT ${connection}`, 'admin.py: DSSConnectionSettings.save'),
  write(`DELETE ${connection}`, 'admin.py: DSSConnection.delete', ''),
];
