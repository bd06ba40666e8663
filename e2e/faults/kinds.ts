import type { Trouble } from '@/lib/clouds/trouble';

/** Whose host is faulty. */
export type Vendor = 'azure' | 'databricks' | 'dss' | 'storage' | 'entra';

/** A fault as /_practice/faults takes it, without where. */
export type Injected = Readonly<Record<string, unknown>>;

/** A way for a host to be faulty. */
export interface Kind {
  id: string;
  /** What is injected; null where the vendor has no such answer. */
  fault: (vendor: Vendor) => Injected | null;
  /** How it may be reported. None: the run survives it, and its outcome is the same as without the fault. */
  told: (vendor: Vendor) => readonly Trouble[];
  /** For how long the service asks to be left alone: people are told. */
  waitSeconds?: number;
  /** The run has to wait before it can say. */
  isSlow?: true;
}

/** Refusals in the vendors' own shapes: sandbox/<vendor>/errors.ts says where they come from. */
const own = {
  azure: (code: string, message: string) => ({ error: { code, message } }),
  storage: (code: string, message: string) => ({ error: { code, message } }),
  databricks: (error_code: string, message: string) => ({ error_code, message }),
  dss: (name: string, message: string) => ({ errorType: `com.dataiku.dip.exceptions.${name}`, message, detailedMessage: message }),
  entra: (number: number, error: string) => ({ error, error_codes: [number], error_description: `AADSTS${number}: A fault asked for.` }),
};

const refusals: Record<'unauthorized' | 'forbidden' | 'parent' | 'throttled' | 'internal', Record<Vendor, Injected>> = {
  unauthorized: {
    azure: { status: 401, body: own.azure('InvalidAuthenticationToken', 'The access token is invalid.') },
    storage: { status: 401, body: own.storage('InvalidAuthenticationInfo', 'Server failed to authenticate the request.') },
    databricks: { status: 401, body: own.databricks('UNAUTHENTICATED', 'Invalid access token.') },
    dss: { status: 401, body: own.dss('NotAuthenticatedException', 'Invalid API key') },
    entra: { status: 401, body: own.entra(7000215, 'invalid_client') },
  },
  forbidden: {
    azure: { status: 403, body: own.azure('AuthorizationFailed', 'The client does not have authorization to perform this action.') },
    storage: { status: 403, body: own.storage('AuthorizationFailure', 'This request is not authorized: the firewall.') },
    databricks: { status: 403, body: own.databricks('PERMISSION_DENIED', 'The user does not have the permission.') },
    dss: { status: 403, body: own.dss('UnauthorizedException', 'You may not do this') },
    entra: { status: 403, body: own.entra(53003, 'access_denied') },
  },
  parent: {
    azure: { status: 404, body: own.azure('ResourceGroupNotFound', 'Resource group could not be found.') },
    storage: { status: 404, body: own.storage('FilesystemNotFound', 'The specified filesystem does not exist.') },
    databricks: { status: 404, body: own.databricks('NOT_FOUND', 'The workspace does not exist.') },
    // if a DSS in the cloud is switched off, whatever stands in front of it answers
    dss: { mode: 'html', status: 404 },
    entra: { status: 400, body: own.entra(90002, 'invalid_request') },
  },
  throttled: {
    azure: { status: 429, body: own.azure('TooManyRequests', 'The request is being throttled.') },
    storage: { status: 429, body: own.storage('ServerBusy', 'The server is busy.') },
    databricks: { status: 429, body: own.databricks('REQUEST_LIMIT_EXCEEDED', 'Too many requests.') },
    dss: { status: 429, body: own.dss('ThrottledException', 'Too many requests') },
    entra: { status: 429, body: own.entra(90033, 'temporarily_unavailable') },
  },
  internal: {
    azure: { status: 500, body: own.azure('InternalServerError', 'Encountered internal server error.') },
    storage: { status: 500, body: own.storage('InternalError', 'The server encountered an internal error.') },
    databricks: { status: 500, body: own.databricks('INTERNAL_ERROR', 'Internal error') },
    dss: { status: 500, body: own.dss('CodedException', 'Out of memory') },
    entra: { status: 500, body: own.entra(90000, 'server_error') },
  },
};

const challenged = { ...own.entra(50076, 'invalid_grant'), suberror: 'basic_action', claims: '{"access_token":{"polids":{}}}' };

/** How a refusal can be reported depends on what the vendor means by it. */
const unauthorized: Record<Vendor, readonly Trouble[]> = {
  azure: ['signed-out'],
  storage: ['signed-out'],
  databricks: ['signed-out', 'stranger'], // a stranger is refused with either
  dss: ['bad-key'],
  entra: ['set-up'], // our own secret
};
const forbidden: Record<Vendor, readonly Trouble[]> = {
  azure: ['forbidden'],
  storage: ['forbidden'],
  databricks: ['forbidden', 'stranger'],
  dss: ['forbidden'],
  entra: ['blocked'],
};

const parent: Record<Vendor, readonly Trouble[]> = {
  azure: ['refused'],
  storage: ['refused'],
  databricks: ['refused'],
  dss: ['garbled'],
  entra: ['set-up'], // our own tenant
};

const always =
  <T>(value: T) =>
  () =>
    value;
const garbled = always(['garbled'] as const);
const unavailable = always(['unavailable'] as const);
const answers = (status: number, body: unknown, more: Injected = {}) => always({ status, body, ...more });
/** As a gateway or a proxy in front of the service says it, in its own JSON. */
const gateway = (status: number, message: string): Kind => ({
  id: `${status} as a gateway’s JSON`,
  fault: answers(status, { message }),
  told: garbled,
});
const throttled = (vendor: Vendor, retryAfter: number): Injected => ({ ...refusals.throttled[vendor], retryAfter });
const aDay = 86_400;
/** Entra ID calls itself unavailable when it has too much to do. */
const busy = (vendor: Vendor): readonly Trouble[] => (vendor === 'entra' ? ['throttled', 'unavailable'] : ['throttled']);

/** Every way for a host to be faulty that the table tries. */
export const kinds: readonly Kind[] = [
  { id: '401 as the vendor’s', fault: (v) => refusals.unauthorized[v], told: (v) => unauthorized[v] },
  { id: '401 once', fault: (v) => (v === 'dss' || v === 'entra' ? null : { ...refusals.unauthorized[v], times: 1 }), told: always([]) },
  { id: '403 as the vendor’s', fault: (v) => refusals.forbidden[v], told: (v) => forbidden[v] },
  { id: '404 of the parent', fault: (v) => refusals.parent[v], told: (v) => parent[v] },
  { id: 'a second factor', fault: (v) => (v === 'entra' ? { status: 400, body: challenged } : null), told: always(['interaction']) },
  gateway(401, 'Unauthorized'),
  gateway(403, 'Forbidden'),
  gateway(404, 'no Route matched with those values'),
  // the last of its tries may have little time left
  { id: '429, again in 1 s', fault: (v) => throttled(v, 1), told: (v) => [...busy(v), 'slow'], isSlow: true },
  { id: '429 once, again in 1 s', fault: (v) => (v === 'entra' ? null : { ...throttled(v, 1), times: 1 }), told: always([]), isSlow: true },
  { id: '429, again in a day', fault: (v) => throttled(v, aDay), told: busy, waitSeconds: aDay },
  { id: '500 as the vendor’s JSON', fault: (v) => refusals.internal[v], told: unavailable },
  { id: '500 as a gateway’s JSON', fault: answers(500, { message: 'An unexpected error occurred' }), told: unavailable },
  { id: '500 as HTML', fault: always({ mode: 'html', status: 500 }), told: unavailable },
  { id: '502 as HTML', fault: always({ mode: 'html', status: 502 }), told: unavailable },
  { id: '503', fault: answers(503, ''), told: unavailable },
  { id: 'truncated', fault: always({ mode: 'truncate' }), told: garbled },
  { id: 'cut in the middle', fault: always({ mode: 'sever' }), told: always(['no-connection', 'garbled']) },
  { id: 'empty 200', fault: answers(200, ''), told: garbled },
  // two of DSS's lists then contradict each other, which is a different problem
  { id: '[]', fault: answers(200, '[]'), told: (v) => (v === 'dss' ? ['garbled', 'unavailable'] : ['garbled']) },
  { id: 'null', fault: answers(200, 'null'), told: garbled },
  { id: '{}', fault: answers(200, '{}'), told: garbled },
  { id: 'a captive portal’s page', fault: always({ mode: 'html' }), told: garbled },
  { id: '302', fault: answers(302, '', { location: 'https://wifi.example/sign-in' }), told: garbled },
  { id: 'hang', fault: always({ mode: 'hang' }), told: always(['slow']), isSlow: true },
  { id: 'slow drip', fault: always({ mode: 'drip' }), told: always(['slow']), isSlow: true },
  { id: 'reset', fault: always({ mode: 'cut' }), told: always(['no-connection']) },
  { id: 'gzip bomb', fault: always({ mode: 'bomb' }), told: garbled },
];
