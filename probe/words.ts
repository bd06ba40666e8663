// What a report may say about an answer: words from this list, numbers under a thousand, and nothing else. Names, ids, keys and addresses
// aren’t recognized and removed. They never get in, because only words that we know do.

const list = `
a an and are as at be by for from has have in is it its no not of on or that the this to was were with without you your
access account accounts action active activity actor add admin administrator administrators allow allowed already an answer any api app
application archive artifact artifacts auth authentication authorization authorize authorized auto automatic available azure
bad base basic bearer beta blob blocked bound box bytes cancelled catalog class client cloud cluster code coded column command compute conf
config configuration configured connect connected connecting connection connections consent container contains content copy core could
create created creation creator credential credentials custom data database databricks dataset datasets date default defined definition denied details
detected directory disabled disable does done driver dss edition empty enable enabled endpoint endpoints engine engines entitlement entitlements entra env
environment error errors exception execute exist exists expired external failed failure false fast fastpath field file files find finish flow folder folders forbidden
format found free full garbled get global group groups has header hidden hive host hosts http hybrid id ids illegal info input instance
interaction internal invalid io is java jdbc job jobs json key keys kind label lakehouse legacy licence license limit link list listed load local location log
login managed message metadata method microsoft missing ml mlflow mode model models mount mounts name named names native network never none
notebook null number oauth object odbc off oidc on open operation optional output owner package param parameter parameters params parquet path per permission
permissions personal policy port prefix preview private privilege privileges project projects property properties provider proxy public pyfunc python query quota
read ready recipe redirect refresh refused region register registered rejected request required resource response result retry revoked right rights role root
run running runtime runtimes sas saved scheme schema scope secret secure security serverless server service session set setting settings setup share shared sign signed
size slow source spark sql ssl standard start started state status step storage store stored stranger stream string sync synchronize table target task
temporarily tenant test text throttled ticket tier tls token too tracking trial true two type types unauthenticated unauthorized unavailable unity
unknown unload unsupported up upload uri url usable use used user users using uses value values variables version volume volumes warehouse warehouses was web when where which
while who work workspace workspaces write written wrong zone
key_error fast_write app_id app_secret absent confirmed different told asked spelled says say lacks needs because cannot
argument conflict does doesn entity exceeded mismatch operator parse precondition syntax unsupported
premium serverless hybrid unitycatalog starter high low theirs several unproven untold`;
/** Words with a dot, hyphen or underscore that name nobody: codes, engines, authentication types, parameters. */
const joinedList = `
in-database fast-write fast-path auto-fast-write fast_write fast_path auto_fast_write per-user per_user read-only all-purpose
databricks_to_azure azure_to_databricks databricks_to_cloud cloud_to_databricks databricks_to_adls adls_to_databricks spark_sql sql_pushdown dss_stream
oauth2_app oauth2_m2m oauth2_u2m oauth_app oauth2_user oauth_user personal_access_token service_principal shared_key sas_token access_key key_error
app_id app_secret client_id client_secret auth_type http_path token_endpoint authorization_endpoint offline_access user_impersonation
resource_does_not_exist resource_already_exists resource_exhausted resource_conflict permission_denied invalid_parameter_value invalid_state
invalid_request invalid_client invalid_grant invalid_scope unauthorized_client interaction_required consent_required login_required
feature_disabled endpoint_not_found not_found not_implemented bad_request malformed_request internal_error io_error request_limit_exceeded
temporarily_unavailable deadline_exceeded customer_unauthorized unauthenticated_request already_exists quota_exceeded data_loss
insufficient_permissions unsupported_feature unity_catalog hive_metastore serverless_sql table_or_view_not_found disable_legacy_dbfs`;
const joined = new Set(joinedList.split(/\s+/).filter(Boolean));
const known = new Set(list.split(/[\s_]+/).filter(Boolean));

declare const isRedacted: unique symbol;
/** A line that may be sent to somebody else. Only `seen` makes one. */
export type Redacted = string & { readonly [isRedacted]: true };

const longest = 400;
const gap = '…';

/** A run of letters, word by word: autoFastWrite, OAUTH2_APP. */
const lettersOf = (run: string): string =>
  (run.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => (known.has(word.toLowerCase()) ? word : gap)).join('');

/** A token has no space or comma in it. Joined words may be an address or a name even if each is listed, so the token itself must be listed, too. */
function tokenOf(token: string): string {
  if (/^[-.]$/.test(token)) return token;
  const end = token.endsWith('.') ? '.' : '';
  const core = end ? token.slice(0, -1) : token;
  if (joined.has(core.toLowerCase())) return core + end;
  if (!/^[A-Za-z0-9]+$/.test(core)) return gap;
  const parts = core.match(/[A-Za-z]+|\d+/g) ?? [];
  return parts.map((part) => (/\d/.test(part) ? (part.length === 1 ? part : gap) : lettersOf(part))).join('') + end;
}

/** Removes the place at the end of our own sentence about a redirect, whatever its words. */
function withoutPlace(text: string): string {
  const before = 'a redirect to ';
  const at = text.indexOf(before);
  return at < 0 ? text : `${text.slice(0, at)}${before}${gap}`;
}

/** What remains of a vendor’s text or number. */
export function redact(value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : gap;
  if (value === null || value === undefined) return 'none';
  if (typeof value !== 'string') return gap;
  if (/^\d{1,3}$/.test(value)) return value; // a status, as text
  const parts = withoutPlace(value.slice(0, longest)).match(/[ ,:;()]+|[^ ,:;()]+/g) ?? [];
  return parts
    .map((part) => (/^[ ,:;()]/.test(part) ? (part.length > 2 ? gap : part) : tokenOf(part)))
    .join('')
    .replace(/…(?:[ _.,:;()-]{0,2}…){1,400}/g, gap)
    .trim();
}

/** A line of the report. The text is ours; everything inserted goes through `redact`. */
export const seen = (ours: TemplateStringsArray, ...theirs: unknown[]): Redacted =>
  String.raw(
    { raw: ours },
    ...theirs.map((value) => (Array.isArray(value) ? [...new Set(value.map(redact))].sort().join(', ') || 'none' : redact(value))),
  ) as Redacted;
