import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Dispatcher } from 'undici';

/** A name that leads into the portal's own network, where a workshop's settings have no business. */
export class PrivateAddress extends Error {
  readonly code = 'PrivateAddress';

  constructor(host: string) {
    super(`${host} leads to a private address.`);
    this.name = 'PrivateAddress';
  }
}

/** Azure's platform (DNS, agents) answers its virtual machines at an address that looks public (learn.microsoft.com, what-is-ip-address-168-63-129-16). */
const azurePlatform = '168.63.129.16';

/** All of IPv6 that is assigned for the internet (IANA, IPv6 global unicast address assignments). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is on the public internet: not private, loopback, link-local, CGNAT, unique-local, nor one of these inside an IPv6 address. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address); // an IPv4 address inside an IPv6 one counts as itself
  if (plain.kind() === 'ipv6' && !plain.match(globalUnicast)) return false; // such as ::7f00:1, an IPv4 address in an outdated form
  return plain.range() === 'unicast' && plain.toString() !== azurePlatform;
}

type LookupAll = (host: string, done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;
const lookupAll: LookupAll = (host, done) => systemLookup(host, { all: true }, done);

/**
 * Resolves a name for a connection that is about to be made, and refuses it if any of its addresses is private: whatever the name
 * led to when somebody checked it before is of no account, as the next answer may be another (DNS rebinding).
 */
export const publicLookup =
  (lookup: LookupAll = lookupAll): LookupFunction =>
  (host, { all }, done) => {
    lookup(host, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? new PrivateAddress(host), '');
      if (!addresses.every(({ address }) => isPublic(address))) return done(new PrivateAddress(host), '');
      return all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };

/** A `fetch` that connects to public addresses only. */
export function publicFetch(lookup?: LookupAll): typeof fetch {
  let agent: Dispatcher | undefined;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !isPublic(host)) throw new TypeError('fetch failed', { cause: new PrivateAddress(host) }); // an address is not looked up
    // its own fetch, as the built-in one works with no other version's agent; loaded where it is needed, for the sake of memory
    const undici = await import('undici');
    agent ??= new undici.Agent({ connect: { lookup: publicLookup(lookup) } });
    const request = { ...init, dispatcher: agent } as unknown as import('undici').RequestInit; // the same shapes under two names
    return (await undici.fetch(url, request)) as unknown as Response;
  };
}
