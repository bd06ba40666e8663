import { kindOfPath, tidyHost } from '@/labs/kit/databricks/connection-details';
import { isPlaceholder } from '@/labs/kit/databricks/experiment';
import { isWorkspaceHost } from '@/lib/clouds/databricks';
import { type Value, value } from '@/lib/lab/vocabulary';
import { slugOf } from '@/lib/slug';

type Parsed = ReturnType<Value['parse']>;

const host = (typed: string): Parsed => {
  const value = tidyHost(typed);
  return isWorkspaceHost(value) ? { value } : { problem: 'A server hostname looks like adb-1234567890123456.7.azuredatabricks.net.' };
};
const port = (typed: string): Parsed => {
  const value = typed.trim();
  return /^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536
    ? { value }
    : { problem: 'A port is a number, here usually 443.' };
};
/** Any HTTP path is recorded, the wrong kind too: which thing it belongs to is for the check to say. */
const path =
  (example: string) =>
  (typed: string): Parsed => {
    const value = typed.trim();
    return kindOfPath(value) === 'unknown' ? { problem: `An HTTP path looks like ${example}.` } : { value };
  };
const id = (typed: string): Parsed => (/^[\w-]{1,64}$/.test(typed.trim()) ? { value: typed.trim() } : { problem: 'That is not an id.' });

/** The id alone, or the address of the folder's page, as people copy it. */
function folderIdIn(typed: string): string | undefined {
  const [path = ''] = typed.trim().slice(0, 1000).split(/[?#]/);
  const parts = path.split('/');
  const named = parts.indexOf('managedfolder');
  const id = named >= 0 ? parts[named + 1] : parts.length === 1 ? path : undefined;
  return id && /^[A-Za-z0-9]{8}$/.test(id) ? id : undefined;
}

/** The last part of a name, as it can be used in the name of a resource. */
const plain = (name: string) => slugOf(name).split('-').at(-1) || 'my';

const clusterExample = 'sql/protocolv1/o/1234567890123456/0123-456789-abcdefgh';
const named =
  (pattern: RegExp, problem: string) =>
  (typed: string): Parsed =>
    pattern.test(typed.trim()) ? { value: typed.trim() } : { problem };

const connectionName = named(/^[\w-]{1,80}$/, 'A connection name has letters, digits, hyphens and underscores.');

const dssName = named(/^[\w.-]{1,200}$/, 'That is not a name that DSS could have given.');

const pick = (label: string) => value({ label, parse: dssName, isPick: true });

const hostname = value({ label: 'Server hostname', placeholder: 'adb-….azuredatabricks.net', parse: host });
const portNumber = value({ label: 'Port', placeholder: '443', parse: port });

/** Everything that an attendee records. */
export const values = {
  workspaceName: value({
    label: 'Workspace name',
    placeholder: 'your-name-lab',
    // what Azure itself allows for a workspace's name
    parse: (typed) =>
      /^[\w-]{3,64}$/.test(typed.trim())
        ? { value: typed.trim() }
        : { problem: 'A workspace name has 3 to 64 letters, digits, hyphens or underscores.' },
    suggest: ({ personName = '' }) => `${plain(personName)}-lab`,
  }),
  clusterId: value({ label: 'Your cluster', parse: id, isPick: true }),
  clusterHost: hostname,
  clusterPort: portNumber,
  clusterHttpPath: value({
    label: 'HTTP path',
    placeholder: 'sql/protocolv1/o/…',
    parse: path(clusterExample),
  }),
  warehouseId: value({ label: 'Your warehouse', parse: id, isPick: true }),
  warehouseHost: hostname,
  warehousePort: portNumber,
  warehouseHttpPath: value({
    label: 'HTTP path',
    placeholder: '/sql/1.0/warehouses/…',
    parse: path('/sql/1.0/warehouses/0123456789abcdef'),
  }),
  dssLogin: value({
    label: 'Your DSS login, if it is not found',
    placeholder: 'as in your DSS profile',
    parse: named(/^[\w.@+-]{1,120}$/, 'A login has no spaces. You find it in your DSS profile.'),
  }),
  clusterConnection: value({
    label: 'Connection to the cluster',
    placeholder: 'your-name-cluster',
    parse: connectionName,
  }),
  warehouseConnection: value({
    label: 'Connection to the SQL warehouse',
    placeholder: 'your-name-warehouse',
    parse: connectionName,
  }),
  projectKey: value({
    label: 'Project key',
    placeholder: 'YOUR_NAME_LAB',
    // what DSS itself allows for a key
    parse: (typed) => {
      const value = typed.trim().toUpperCase();
      return /^[A-Z][A-Z0-9_]{0,79}$/.test(value)
        ? { value }
        : { problem: 'A project key has upper-case letters, digits and underscores.' };
    },
  }),
  mountName: value({
    label: 'Mount name',
    placeholder: 'yourname_adls_mount',
    parse: (typed) => {
      const value = typed.trim().replace(/^(dbfs:)?\/mnt\//, '');
      return /^[\w-]{1,80}$/.test(value)
        ? { value }
        : { problem: 'A mount name has letters, digits, hyphens and underscores. /mnt/ is added automatically.' };
    },
    suggest: ({ personName = '' }) => `${plain(personName)}_adls_mount`,
  }),
  artifactFolder: value({
    label: 'Your folder in the container',
    placeholder: 'your-name',
    parse: (typed) => {
      const value = typed.trim();
      if (isPlaceholder(value)) return { problem: 'Use a name that is yours: everyone who copies this one shares one folder.' };
      return /^\w[\w.-]{0,79}$/.test(value)
        ? { value }
        : { problem: 'A folder’s name has letters, digits, dots, hyphens and underscores.' };
    },
    // one for each person in the tenant: two people may share a last name
    suggest: ({ userName = '' }) =>
      slugOf(
        userName
          .split('@', 1)
          .join('')
          .replace(/#EXT#$/i, ''),
      ) || 'my',
  }),
  experimentPath: value({
    label: 'Experiment path',
    placeholder: '/Users/you@example.com/…',
    parse: named(/^\/[^"'\\]{2,300}$/, 'An experiment path begins with a slash, as in /Users/you@example.com/diabetes.'),
  }),
  folderId: value({
    label: 'Managed folder’s id',
    placeholder: 'eight letters and digits',
    parse: (typed) => {
      const value = folderIdIn(typed);
      return value ? { value } : { problem: 'A folder’s id has eight letters and digits. It’s in the address of its page.' };
    },
  }),
  codeEnvName: value({
    label: 'Code environment',
    placeholder: 'your-name-mlflow',
    parse: named(/^[\w-]{1,80}$/, 'A code environment’s name has letters, digits, hyphens and underscores.'),
  }),
  clusterTable: pick('Your imported table'),
  clusterVisualRecipe: pick('Your visual recipe'),
  clusterPythonRecipe: pick('Your Python recipe'),
  clusterSyncOut: pick('Your sync out'),
  clusterSyncBack: pick('Your sync back'),
  warehouseTable: pick('Your imported table'),
  warehouseVisualRecipe: pick('Your visual recipe'),
  warehousePythonRecipe: pick('Your Python recipe'),
  warehouseSyncOut: pick('Your sync out'),
  warehouseSyncBack: pick('Your sync back'),
};
