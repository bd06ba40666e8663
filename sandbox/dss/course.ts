import { legacyCatalog } from '../databricks/tables.ts';
import { notPractised } from '../not-practised.ts';
import type { Dss, DssConnection, DssRecipe } from '../world/dss.ts';
import type { Grant, Rules } from '../world/rules.ts';
import { isWarehouse } from './endpoint.ts';
import { type Ends, enginesOf, fastBack, fastOut, selectedEngine } from './engines.ts';
import { isCode, isCopy } from './recipes.ts';
import { type Place, quoted } from './written-table.ts';

/** How a run of a recipe goes: its engine, the connections it opens, its log, and its failure if any. */
export interface Course {
  engine: string;
  needs: DssConnection[];
  log: string[];
  failure: string | null;
}

/** The lab's own wording, of DSS 11.2. */
const storedCredentials =
  'Error while setting up credentials. If you are running a SQL warehouse cluster, you will need to defined stored credentials.';
const isKeyed = (connection: DssConnection) => connection.params['authType'] !== 'SAS_TOKEN';

/** Unity Catalog's own words, as public reports have them. */
const denied = (grant: Grant, on: string): string =>
  `Error running query: com.databricks.sql.managedcatalog.acl.UnauthorizedAccessException: PERMISSION_DENIED: User does not have ${grant} on ${on}.`;

/** The rules of section 3 of the lab: how rows are moved, and with which credentials. `place` is the table that is written, if one is. */
export function courseOf(dss: Dss, ends: Ends, recipe: DssRecipe, rules: Rules, place: Place | null): Course {
  const { input, output, from, to } = ends;
  const engine = isCode(recipe.type) ? null : selectedEngine(enginesOf(ends, recipe.type), recipe);
  const needs = [from, to].filter((k, i, all) => k.type === 'Databricks' && all.indexOf(k) === i);
  const course = (log: string[], failure: string | null = null): Course => ({ engine: engine?.type ?? 'DSS', needs, log, failure });
  if (input.columns.length === 0)
    return course([], `Dataset ${input.name} has no columns. Detect its schema and save it, then run this again.`);
  if (isCode(recipe.type) && !isCopy(recipe.payload))
    return course([], notPractised('Python other than reading the input and writing it to the output'));
  if (engine?.obstacle) return course([], `Cannot run with engine ${engine.label}: ${engine.obstacle}`);
  const unwritable =
    place && place.catalog !== legacyCatalog && rules.missingGrants.includes('USE CATALOG')
      ? denied('USE CATALOG', `Catalog '${place.catalog}'`)
      : null;
  const table = place ? quoted(place) : output.name;
  switch (engine?.type) {
    case 'SQL':
      return course([`[dku.sql.generic] - Running in-database: CREATE TABLE ${table} AS SELECT … FROM ${input.name}`], unwritable);
    case fastOut:
      return course(
        [`[dku.recipes.sync] - Unloading ${input.name} to ${to.name} as Parquet`],
        // a SQL warehouse writes files with stored credentials only, whatever the Azure connection has
        (isWarehouse(from) ? storedCredentials : refusedKey(from, to, rules)) ??
          (rules.missingGrants.includes('CREATE EXTERNAL TABLE')
            ? denied('CREATE EXTERNAL TABLE', `External Location '${to.name}'`)
            : null),
      );
    case fastBack:
      return course([`[dku.recipes.sync] - COPY INTO ${table} FROM files on ${from.name}`], refusedKey(to, from, rules) ?? unwritable);
    default:
      return to.type === 'Databricks'
        ? { ...course([]), ...written(dss, to, table, rules, unwritable) }
        : course(['[dku.output] - Writing files with DSS']);
  }
}

/** Why Databricks cannot use the files of an Azure connection; null where it can. */
function refusedKey(databricks: DssConnection, azure: DssConnection, rules: Rules): string | null {
  if (!isKeyed(azure)) return null;
  if (isWarehouse(databricks)) return storedCredentials;
  return rules.accessKeyWorksOnClusters
    ? null
    : `Failure to initialize configuration for storage account ${azure.params['storageAccount']}.dfs.core.windows.net: Invalid configuration value detected for fs.azure.account.key`;
}

/** How DSS itself writes into Databricks: with fast-write, as files through its connection; without, row by row. */
function written(dss: Dss, to: DssConnection, table: string, rules: Rules, unwritable: string | null): Pick<Course, 'log' | 'failure'> {
  const { useAutoFastWrite, autoFastWriteConnection, autoFastWritePath } = to.params;
  // a log may well list the settings, by names that only look like what was done
  const settings = `[dku.connections] - Using ${to.name} ${JSON.stringify({ useAutoFastWrite, autoFastWriteConnection, autoFastWritePath })}`;
  if (!useAutoFastWrite)
    return {
      log: [settings, `[dku.output.sql] - Inserting rows into ${table} with batched INSERT statements (slow)`],
      failure: unwritable,
    };
  const through = dss.connections.find((k) => k.name === autoFastWriteConnection && k.type === 'Azure');
  if (!through) return { log: [settings], failure: `Auto fast write connection ${autoFastWriteConnection} not found` };
  const failure = refusedKey(to, through, rules) ?? unwritable;
  const path = `${through.name}:/${String(autoFastWritePath ?? '').replace(/^\//, '')}`;
  const staged = rules.logSaysFastpath
    ? `[dku.databricks.fastpath] - Using fastpath to write ${table}: staging files in ${path}`
    : `[dku.output.databricks] - Staging files of ${table} in ${path}`;
  return { log: [settings, staged, ...(failure ? [] : [`[dku.output.databricks] - COPY INTO ${table}`])], failure };
}
