import { type Resource, resources } from './place';
import { type Cloud, UpstreamError } from './trouble';

/** An attendee's access tokens, one per resource. `fresh`: not one that was held. */
export type TokenSource = (resource: Resource, options?: { fresh?: boolean }) => Promise<string>;

/** With what DSS is asked. An administrator's key asks on behalf of an attendee; a personal key is the attendee's own. */
export interface DssKey {
  /** Scheme, host and port of the workshop's instance: the only place that is sent the key. */
  origin: string;
  key: string;
  kind: 'admin' | 'personal';
}

/** All that the services are asked with, within one run. */
export interface Access {
  tokenFor: TokenSource;
  /** Whether the attendee is there and has just asked for it; else we look by ourselves. */
  isClick?: boolean;
  /** Null: nobody has given one. */
  dssKey?: () => Promise<DssKey | null>;
}

/** As whom a question is asked. */
export type Sender =
  | { kind: 'entra'; resource: Resource }
  /** Without a login: as the key itself. */
  | { kind: 'dss'; login?: string | undefined }
  /** Entra ID's token endpoint, which is told all it needs in the body. */
  | { kind: 'nobody' };

const isPlain = (url: URL, hosts: RegExp) => url.protocol === 'https:' && url.port === '' && hosts.test(url.hostname);

function refuseHost(cloud: Cloud, url: URL): never {
  throw new UpstreamError({
    cloud,
    trouble: 'refused',
    code: 'HostNotAllowed',
    said: `${url.hostname} is not a host that may be sent your sign-in.`,
  });
}

/**
 * The headers that say who asks. No token or key is even fetched for a host that may not be sent it.
 * @throws UpstreamError for such a host, and where there is nothing to ask with
 */
export async function headersFor(cloud: Cloud, sender: Sender, url: URL, access: Access, fresh: boolean): Promise<Record<string, string>> {
  switch (sender.kind) {
    case 'entra': {
      if (!isPlain(url, resources[sender.resource].hosts)) refuseHost(cloud, url);
      return { authorization: `Bearer ${await access.tokenFor(sender.resource, { fresh })}` };
    }
    case 'dss': {
      const key = await access.dssKey?.();
      if (!key) throw new UpstreamError({ cloud, trouble: 'no-key' });
      if (url.protocol !== 'https:' || url.origin !== key.origin) refuseHost(cloud, url);
      return {
        // the key as Basic's user: what the official client sends, and every version takes (facts, DSS section 1)
        authorization: `Basic ${Buffer.from(`${key.key}:`).toString('base64')}`,
        ...(key.kind === 'admin' && sender.login ? { 'x-dku-proxyuser': sender.login } : {}),
      };
    }
    case 'nobody':
      if (!isPlain(url, /^login\.microsoftonline\.com$/)) refuseHost(cloud, url);
      return {};
  }
}
