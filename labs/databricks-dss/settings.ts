import { validRange } from '@renovatebot/pep440';
import { z } from 'zod';
import { regionName } from '@/labs/kit/azure/regions';
import { tidyHost } from '@/labs/kit/databricks/connection-details';
import { allowsMlflow3 } from '@/labs/kit/databricks/runtime';
import { runtimeName } from '@/labs/kit/databricks/runtime-names';
import { scopeMistake } from '@/labs/kit/dss/oauth';
import { meets } from '@/labs/kit/python/requirements';
import { applicationId, isWorkspaceHost } from '@/lib/clouds/databricks';
import { whyNotDss } from '@/lib/clouds/dss';
import { withoutEndSlashes } from '@/lib/clouds/slashes';
import { type Known, setting } from '@/lib/lab/vocabulary';
import { noMlflow3 } from './mlflow';

const uuid = (what: string) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.uuid(`${what} is a uuid, such as 12345678-90ab-4cde-8f01-234567890abc.`));

const connectionName = z
  .string()
  .trim()
  .regex(/^[\w-]{1,80}$/, 'A connection name has letters, digits, hyphens and underscores.');

/** A key is sent there, so it is https, and not an address that might be this machine's neighbor. */
function isDssUrl(typed: string): boolean {
  const url = URL.parse(typed);
  return url?.protocol === 'https:' && /[a-z]/i.test(url.hostname) && !url.hostname.startsWith('[') && url.origin === typed.toLowerCase();
}

/** As the form in the Azure portal calls them. */
const tierLabels = { premium: 'Premium (+ Role-based access controls)', trial: 'Trial (Premium - 14-Days Free DBUs)' };

const endpointLabels = {
  entra: 'Entra ID',
  'databricks-account': 'Databricks’ own, of the account',
  'databricks-workspace': 'Databricks’ own, of the workspace',
};

const placeLabels = { common: 'In the common workspace', own: 'In the attendees’ own workspaces' };

/** Whether a rule such as `mlflow<4` can be met by a version of MLflow 3. */
function admitsMlflow3(rule: string): boolean {
  const specifiers = rule.slice('mlflow'.length);
  const pinned = /=\s{0,3}(3[\w.]{0,20})/.exec(specifiers)?.[1] ?? '';
  return ['3.0.0', '3.99.0', pinned].some((version) => meets(version, specifiers));
}

/** What differs from one workshop to the next. The presets are the values of the lab's source; ids are the facilitator's own. */
export const settings = {
  tenantId: setting({ label: 'Entra tenant id', schema: uuid('A tenant id'), preset: '', group: 'Azure' }),
  subscriptionId: setting({
    label: 'Azure subscription id',
    schema: uuid('A subscription id'),
    preset: '',
    group: 'Azure',
    isPlace: true,
  }),
  subscriptionName: setting({
    label: 'Subscription name',
    hint: 'As attendees see it in the Azure portal.',
    schema: z.string().trim().min(1, 'Name the subscription.').max(80),
    preset: '',
    group: 'Azure',
  }),
  resourceGroup: setting({
    label: 'Resource group',
    schema: z
      .string()
      .trim()
      .regex(/^[\w.()-]{1,89}[\w()-]$/, 'A resource group has letters, digits, hyphens, underscores, dots and brackets.'),
    preset: 'databricks-demo',
    group: 'Azure',
    isPlace: true,
  }),
  region: setting({
    label: 'Region',
    hint: 'Such as UK South, or uksouth. Texts show it as the Azure portal does.',
    schema: z
      .string()
      .trim()
      .regex(/^[a-zA-Z0-9 ]{3,40}$/, 'A region looks like UK South, or uksouth.'),
    preset: 'uksouth',
    reads: regionName,
    group: 'Azure',
    isPlace: true,
  }),
  tier: setting({
    label: 'Pricing tier',
    hint: 'With Trial, Premium is accepted, too.',
    choices: tierLabels,
    schema: z.enum(['premium', 'trial'], 'The tier is premium or trial.'),
    preset: 'premium',
    group: 'Azure',
    isRare: true,
    reads: (tier) => tierLabels[tier === 'trial' ? 'trial' : 'premium'],
  }),
  newestRuntime: setting({
    label: 'Newest runtime allowed',
    hint: 'Such as 16.4. Leave it empty for the newest. Runtimes from 17 on come with MLflow 3, whose models DSS doesn’t support.',
    warns: (version) =>
      allowsMlflow3(version) ? `${noMlflow3} The import in section 4 may fail; 16.4 is the newest runtime with MLflow 2.` : null,
    reads: (version) => (version ? runtimeName(version) : 'the newest'),
    schema: z
      .string()
      .trim()
      .regex(/^(\d{1,2}(\.\d{1,2})?)?$/, 'A runtime version looks like 16.4.'),
    preset: '16.4',
    group: 'Databricks',
    isRare: true,
  }),
  dssUrl: setting({
    label: 'DSS URL',
    hint: 'Where attendees log in: https://dss.example.com, with its port if it has one.',
    schema: z
      .string()
      .trim()
      .transform(withoutEndSlashes)
      .refine(isDssUrl, 'A DSS URL looks like https://dss.example.com. It must be https, and a name rather than an address.')
      .superRefine((url, { addIssue }) => {
        const why = isDssUrl(url) ? whyNotDss(new URL(url).hostname) : null;
        if (why) addIssue(why);
      }),
    preset: '',
    group: 'Dataiku DSS',
  }),
  appClientId: setting({ label: 'Registered app’s client id', schema: uuid('A client id'), preset: '', group: 'Dataiku DSS' }),
  oauthEndpoints: setting({
    label: 'OAuth endpoints of the connections',
    hint: 'DSS documents Databricks’ own; Entra ID’s work on Azure, too.',
    choices: endpointLabels,
    schema: z.enum(
      ['entra', 'databricks-account', 'databricks-workspace'],
      'The endpoints are entra, databricks-account or databricks-workspace.',
    ),
    preset: 'entra',
    group: 'Dataiku DSS',
    isRare: true,
  }),
  oauthScope: setting({
    label: 'OAuth scope of the connections',
    hint: 'For Databricks’ own endpoints: sql offline_access.',
    schema: z
      .string()
      .trim()
      .regex(/^[\w./:+ -]{3,300}$/, 'A scope has letters, digits, slashes, dots, hyphens and spaces.'),
    preset: `${applicationId}/.default offline_access`,
    group: 'Dataiku DSS',
    isRare: true,
  }),
  databricksAccountId: setting({
    label: 'Databricks account id',
    hint: 'Only for the endpoints of Databricks’ account.',
    schema: z
      .string()
      .trim()
      .toLowerCase()
      .refine(
        (id) => id === '' || z.uuid().safeParse(id).success,
        'An account id is a uuid, such as 12345678-90ab-4cde-8f01-234567890abc.',
      ),
    preset: '',
    group: 'Dataiku DSS',
    isRare: true,
  }),
  databricksClientId: setting({
    label: 'Client id of Databricks’ app connection',
    hint: 'Only for Databricks’ own endpoints; you hand out its secret. If empty, the registered app’s is used.',
    schema: z
      .string()
      .trim()
      .regex(/^[\w-]{0,64}$/, 'A client id has letters, digits and hyphens.'),
    preset: '',
    group: 'Dataiku DSS',
    isRare: true,
  }),
  wikiUrl: setting({
    label: 'Article on the Databricks connector',
    hint: 'In your own wiki, for those who want to know more about stored credentials. Leave it empty for none.',
    schema: z
      .string()
      .trim()
      .max(500)
      .refine((url) => url === '' || URL.parse(url)?.protocol === 'https:', 'An address begins with https://.'),
    preset: 'https://analytics.dataiku.com/projects/DATAOPSWIKI/wiki/726/Databricks%20connector%20(v11.2)',
    group: 'Dataiku DSS',
    isRare: true,
  }),
  storageAccount: setting({
    label: 'Storage account',
    schema: z
      .string()
      .trim()
      .regex(/^[a-z0-9]{3,24}$/, 'A storage account has 3 to 24 lower-case letters and digits.'),
    preset: 'databricksdemodss',
    group: 'Storage',
  }),
  storageContainer: setting({
    label: 'Container',
    schema: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{3,63}$/, 'A container has lower-case letters, digits and single hyphens.')
      .refine((name) => !/^-|--|-$/.test(name), 'A container has lower-case letters, digits and single hyphens.'),
    preset: 'databricks-demo',
    group: 'Storage',
  }),
  adlsConnection: setting({
    label: 'DSS connection to the storage, by access key',
    schema: connectionName,
    preset: 'common-adls',
    group: 'Storage',
    isRare: true,
  }),
  adlsSasConnection: setting({
    label: 'DSS connection to the storage, by SAS token',
    schema: connectionName,
    preset: 'common-adls-sas',
    group: 'Storage',
    isRare: true,
  }),
  clusterStorageConnection: setting({
    label: 'DSS connection to the storage, on the cluster',
    hint: 'The lab’s source uses the access key. DSS’s documentation today asks for a SAS token: if the key fails in your rehearsal, enter the connection by SAS token.',
    schema: connectionName,
    preset: 'common-adls',
    group: 'Storage',
    isRare: true,
  }),
  fastWritePath: setting({
    label: 'Fast-write path',
    schema: z
      .string()
      .trim()
      .regex(/^[\w./-]{1,100}$/, 'A path has letters, digits, slashes, dots, hyphens and underscores.'),
    preset: 'databricks_tmp',
    group: 'Storage',
    isRare: true,
  }),
  sampleTable: setting({
    label: 'Sample table',
    hint: 'catalog.schema.table',
    schema: z
      .string()
      .trim()
      .regex(/^\w+\.\w+\.\w+$/, 'A table is named catalog.schema.table.'),
    preset: 'samples.nyctaxi.trips',
    group: 'Recipes',
    isRare: true,
  }),
  credentialsFailure: setting({
    label: 'Failure to expect on the SQL warehouse',
    hint: 'Words in DSS’s message when a SQL warehouse lacks stored credentials. Other words may come between them.',
    schema: z
      .string()
      .trim()
      .max(200)
      .regex(/\p{L}{3}/u, 'Name at least a word of it, of three letters or more.'),
    preset: 'setting up credentials … stored credentials',
    group: 'Recipes',
    isRare: true,
  }),
  commonWorkspaceUrl: setting({
    label: 'Common workspace',
    hint: 'adb-….azuredatabricks.net. For the model track, and for section 4 of the whole lab. If empty, there’s no model track, and section 4 needs mounts in attendees’ own workspaces.',
    schema: z
      .string()
      .trim()
      .transform((typed) => (typed ? tidyHost(typed) : ''))
      .refine((host) => host === '' || isWorkspaceHost(host), 'A workspace URL looks like adb-1234567890123456.7.azuredatabricks.net.'),
    preset: '',
    group: 'Databricks',
  }),
  sectionFourIn: setting({
    label: 'Section 4 of the whole lab',
    hint: 'New workspaces have mounts switched off. Choose attendees’ own only if theirs allow mounts or there’s no common workspace.',
    choices: placeLabels,
    schema: z.enum(['common', 'own'], 'Choose the common workspace or attendees’ own.'),
    preset: 'common',
    group: 'Databricks',
    isRare: true,
  }),
  communalCluster: setting({
    label: 'Its cluster',
    schema: z.string().trim().min(1, 'Name the cluster.').max(100),
    preset: 'communal_cluster',
    group: 'Databricks',
    isRare: true,
  }),
  savedModelName: setting({
    label: 'Name of the imported model',
    schema: z
      .string()
      .trim()
      .regex(/^[\w -]{1,80}$/, 'A model name has letters, digits, spaces, hyphens and underscores.'),
    preset: 'imported_from_db',
    group: 'Model',
    isRare: true,
  }),
  savedModelVersion: setting({
    label: 'Its version',
    schema: z
      .string()
      .trim()
      .regex(/^\w{1,40}$/, 'A version has letters and digits.'),
    preset: '0',
    group: 'Model',
    isRare: true,
  }),
  codeEnvPython: setting({
    label: 'Python of the code environment',
    hint: 'Such as 3.9. Leave it empty for the one that the model was made with.',
    schema: z
      .string()
      .trim()
      .regex(/^(3\.\d{1,2})?$/, 'A Python version looks like 3.9.'),
    preset: '',
    group: 'Model',
    isRare: true,
  }),
  mlflowRule: setting({
    label: 'MLflow in the code environment',
    hint: 'As a line of requirements. DSS supports MLflow from 2.0 up to, but not including, 3.',
    schema: z
      .string()
      .trim()
      .regex(/^mlflow[<>=!~][\w.,*<>=!~ ]{1,40}$/, 'It looks like mlflow==2.17.2.')
      .refine((rule) => validRange(rule.slice('mlflow'.length)), 'It looks like mlflow==2.17.2.'),
    warns: (rule) => (admitsMlflow3(rule) ? `This lets MLflow 3 in. ${noMlflow3}` : null),
    preset: 'mlflow==2.17.2',
    group: 'Model',
    isRare: true,
  }),
};

/** How the OAuth settings contradict each other: DSS could not sign anybody in with them. */
export function agree({ oauthEndpoints, oauthScope, databricksAccountId }: Known): Record<string, string> {
  const isAccounts = oauthEndpoints === 'databricks-account';
  const problem = oauthEndpoints && oauthScope && scopeMistake(oauthScope, oauthEndpoints === 'entra' ? 'Entra ID' : 'Databricks');
  return {
    ...(problem ? { oauthScope: problem } : {}),
    ...(isAccounts && databricksAccountId === '' ? { databricksAccountId: 'The endpoints of Databricks’ account need it.' } : {}),
  };
}
