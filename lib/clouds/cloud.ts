import type { z } from 'zod';
import type { Credential } from './access';
import type { Refusal } from './answer';
import type { Evidence, Run } from './http';
import type { Trouble, TroubleWords } from './trouble';

/**
 * How requests to a vendor say who is asking, and which hosts may be told.
 * - `entra`: with the attendee's access token for `scope`.
 * - `credential`: with the key that a lab declares for this cloud; it is sent to the origin it was given for and nowhere else. `onlyHosts` are
 *   those that the portal's operator allows, which may lie in a private network; without them any public host may be it.
 * - `none`: the request body carries all there is, as for Entra ID's token endpoint.
 */
export type Identity =
  | { kind: 'entra'; scope: string; hosts: RegExp }
  | {
      kind: 'credential';
      headers: (credential: Credential, onBehalfOf: string | undefined) => Record<string, string>;
      onlyHosts?: () => readonly string[] | null;
    }
  | { kind: 'none'; hosts: RegExp };

/** A vendor's service, with everything that requests to it need to know. */
export interface Service {
  /** The key under which labs declare it, such as `azure`. */
  id: string;
  /** What people call it, such as `Azure Databricks`; stored with outcomes. */
  name: string;
  identity: Identity;
  /** The vendor's own error body, parsed where it is JSON, else as text. What does not parse as one did not come from the vendor. */
  refusal: z.ZodType<{ code?: string | undefined; said?: string | undefined }>;
  /**
   * The code of a refusal that this service expresses as a redirect; undefined for any other redirect, which didn't come from the vendor.
   */
  redirected?: (location: string) => string | undefined;
  /** Which trouble the service's own refusal means if its HTTP status alone would suggest another. */
  troubleOf?: (refusal: Refusal) => Trouble | undefined;
  /** The sentences for a particular refusal, where the trouble alone says too little. */
  wordsFor?: (refusal: Refusal) => TroubleWords | undefined;
  /** Sentences for trouble, where this vendor's users can be told more than the general ones say. */
  words?: Partial<Record<Trouble, TroubleWords>>;
}

/** A vendor, and the client that asks it within one run. `record` receives a line for every request that was answered for this client. */
export interface Cloud<Client = unknown> extends Service {
  client: (run: Run, record: Evidence[]) => Client;
}

/** A vendor at which a lab may also change something for an attendee who has agreed to it. Checks never get its `writer`. */
export interface WritingCloud<Client = unknown, Writer extends Client = Client> extends Cloud<Client> {
  writer: (run: Run, record: Evidence[]) => Writer;
}

/** The clients of several clouds, under the names by which they were declared. */
export type ClientsOf<Clouds extends Record<string, Cloud>> = { readonly [K in keyof Clouds]: ReturnType<Clouds[K]['client']> };

/** Each client is made when it is asked for: a check asks one or two of its lab's clouds. @param record see `Cloud` */
export function clientsOf<Clouds extends Record<string, Cloud>>(clouds: Clouds, run: Run, record: Evidence[]): ClientsOf<Clouds> {
  const made = new Proxy<Record<string, Cloud>>(clouds, { get: (all, name) => all[String(name)]?.client(run, record) });
  return made as Record<string, unknown> as ClientsOf<Clouds>; // the same names, each with its own client
}

/** The same with writers, for clouds that have one. */
export type WritersOf<Clouds extends Record<string, Cloud>> = {
  readonly [K in keyof Clouds]: Clouds[K] extends WritingCloud<unknown, infer Writer> ? Writer : ReturnType<Clouds[K]['client']>;
};

const canWrite = (cloud: Cloud): cloud is WritingCloud => 'writer' in cloud;

/** @param run one that may write @param record see `Cloud` */
export function writersOf<Clouds extends Record<string, Cloud>>(clouds: Clouds, run: Run, record: Evidence[]): WritersOf<Clouds> {
  const writers = Object.entries(clouds).map(([name, cloud]) => [
    name,
    canWrite(cloud) ? cloud.writer(run, record) : cloud.client(run, record),
  ]);
  return Object.fromEntries(writers) as WritersOf<Clouds>; // the same names, each with its own client
}

/** The scopes to ask for at sign-in, so that a token for each of these clouds can be redeemed silently later. */
export function scopesOf(clouds: readonly Service[]): string[] {
  return [...new Set(clouds.flatMap(({ identity }) => (identity.kind === 'entra' ? [identity.scope] : [])))];
}
