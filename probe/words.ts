// What a report may say of an answer: words of this list, numbers below a thousand, and nothing else. A name, an id, a key or an address
// is not recognized and taken out; it is never put in to begin with, as only words that we know come through.

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
const known = new Set(list.split(/[\s_]+/).filter(Boolean));

declare const isRedacted: unique symbol;
/** A line that may leave the house. Only `seen` makes one. */
export type Redacted = string & { readonly [isRedacted]: true };

const longest = 400;
const gap = '…';

/** A run of letters, by the words that are written together in it: autoFastWrite, OAUTH2_APP. */
const lettersOf = (run: string): string =>
  (run.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => (known.has(word.toLowerCase()) ? word : gap)).join('');

/** What is left of a vendor's text or number. */
export function redact(value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : gap;
  if (value === null || value === undefined) return 'none';
  if (typeof value !== 'string') return gap;
  if (/^\d{1,3}$/.test(value)) return value; // a status, as text
  const parts = value.slice(0, longest).match(/[A-Za-z]+|[^A-Za-z]+/g) ?? [];
  return parts
    .map((part) => (/[A-Za-z]/.test(part) ? lettersOf(part) : /^\d?[ _.,:;()-]{0,2}$/.test(part) ? part : gap))
    .join('')
    .replace(/…(?:[ _.,:;()-]{0,2}…){1,400}/g, gap)
    .trim();
}

/** A line of the report: what we write is ours, what is put into it goes through `redact`. */
export const seen = (ours: TemplateStringsArray, ...theirs: unknown[]): Redacted =>
  String.raw(
    { raw: ours },
    ...theirs.map((value) => (Array.isArray(value) ? [...new Set(value.map(redact))].sort().join(', ') || 'none' : redact(value))),
  ) as Redacted;
