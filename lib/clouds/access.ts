import type { Service } from './cloud';
import { UpstreamError } from './trouble';

/** An attendee's access tokens, one per scope. `fresh`: not one that was held. `withinMs`: how long there is to wait for it. */
export type TokenSource = (scope: string, options?: { fresh?: boolean; withinMs?: number }) => Promise<string>;

/** A key for a cloud that is not asked with Entra ID's tokens. */
export interface Credential {
  /** Scheme, host and port it was given for: the only place that is sent the key. */
  origin: string;
  key: string;
  /** Whose key it is: the workshop's acts on behalf of an attendee; an attendee's own is used as it is. */
  whose: 'workshop' | 'attendee';
}

/** All that the services are asked with, within one run. */
export interface Access {
  tokenFor: TokenSource;
  /** Whose tokens these are, as the services count their limits; without it no service's wish for a pause is remembered. */
  who?: string;
  /** Whether the attendee is there and has just asked for it; otherwise the watch does. */
  isClick?: boolean;
  /** The key for a cloud, by the cloud's id. Null: nobody has provided one. */
  credentialFor?: (cloudId: string) => Promise<Credential | null>;
}

const isPlain = (url: URL, hosts: RegExp) => url.protocol === 'https:' && url.port === '' && hosts.test(url.hostname);

function refuseHost(service: Service, url: URL, which = 'may be sent your sign-in'): never {
  throw new UpstreamError({
    cloud: service.name,
    trouble: 'refused',
    code: 'HostNotAllowed',
    said: `${url.hostname} is not a host that ${which}.`,
  });
}

/** The key for a service. @throws UpstreamError `no-key` where nobody has provided one */
export async function credentialOf(service: Service, access: Access): Promise<Credential> {
  const credential = await access.credentialFor?.(service.id);
  if (!credential) throw new UpstreamError({ cloud: service.name, trouble: 'no-key', words: service.words?.['no-key'] });
  return credential;
}

/**
 * The headers that say who asks. No token or key is even fetched for a host that may not be sent it.
 * @param onBehalfOf the account that a workshop's key acts for
 * @throws UpstreamError for such a host, and where there is nothing to ask with
 */
export async function headersFor(
  service: Service,
  url: URL,
  access: Access,
  { fresh, onBehalfOf, withinMs }: { fresh: boolean; onBehalfOf: string | undefined; withinMs: number },
): Promise<Record<string, string>> {
  const { identity } = service;
  switch (identity.kind) {
    case 'entra':
      if (!isPlain(url, identity.hosts)) refuseHost(service, url);
      return { authorization: `Bearer ${await access.tokenFor(identity.scope, { fresh, withinMs })}` };
    case 'credential': {
      const credential = await credentialOf(service, access);
      if (url.protocol !== 'https:' || url.origin !== credential.origin) refuseHost(service, url);
      if (identity.onlyHosts?.()?.includes(url.hostname) === false) refuseHost(service, url, 'the operator of this portal allows');
      return identity.headers(credential, onBehalfOf);
    }
    case 'none':
      if (!isPlain(url, identity.hosts)) refuseHost(service, url);
      return {};
  }
}
