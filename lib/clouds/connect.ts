import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { type Duplex, pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib';
import ipaddr from 'ipaddr.js';
import type { Dispatcher } from 'undici';
import { hasProxy } from '@/lib/env';
import type { Incoming } from './body';

/** A name that leads into the portal's own network, which a workshop's settings must not reach. */
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
 * Resolves a name for a connection that is about to be made, and refuses it if any of its addresses is private: an earlier check of the
 * name means nothing, because the next lookup may give another address (DNS rebinding).
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

/** A request as it is sent. `signal` ends the reading of its answer, too. */
export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Sends a request and answers with the head of what comes back. It follows no redirect, so a token goes only where it was meant to go. */
export type Send = (url: string, sent: Sent) => Promise<Incoming>;

/**
 * Node's `fetch` builds streams, signals and headers that nobody here uses, and Next wraps it once more: together a tenth of a
 * verify (docs/performance.md). Undici is loaded where it is needed, for the sake of memory, and once: a built `import` makes its
 * module anew at each call.
 */
function sender(agentOf: (undici: typeof import('undici')) => Dispatcher): Send {
  let loaded: Promise<{ undici: typeof import('undici'); agent: Dispatcher }> | undefined;
  return async (url, { headers, ...sent }) => {
    loaded ??= import('undici').then((undici) => ({ undici, agent: agentOf(undici) }));
    const { undici, agent } = await loaded;
    const {
      statusCode,
      headers: head,
      body,
    } = await undici.request(url, {
      ...sent,
      headers: { 'accept-encoding': 'gzip, br', ...headers },
      dispatcher: agent,
    });
    return { status: statusCode, headers: headersOf(head), body: decoded(body, String(head['content-encoding'] ?? '')) };
  };
}

/** As browsers do: what has arrived is decoded even if its end is missing, and an empty body is empty. */
const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const flushBrotli = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };
const decoders: Record<string, () => Duplex> = {
  gzip: () => createGunzip(flush),
  'x-gzip': () => createGunzip(flush),
  br: () => createBrotliDecompress(flushBrotli),
};

/** A body in an encoding that we didn't ask for is left as it is, and then isn't what the service is documented to say. */
function decoded(body: Readable, encoding: string): Readable {
  const name = encoding.trim().toLowerCase();
  const decoder = Object.hasOwn(decoders, name) ? decoders[name]?.() : undefined;
  // a reader is told about an error, and one that stops early closes the connection
  return decoder ? pipeline(body, decoder, () => undefined) : body;
}

function headersOf(head: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(head)) for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}

/** Connects to any address, through the operator's proxy if there is one. */
export const sendAnywhere: Send = sender(({ Agent, EnvHttpProxyAgent }) => (hasProxy() ? new EnvHttpProxyAgent() : new Agent()));

/** Connects to public addresses only. */
export function sendPublicly(lookup?: LookupAll): Send {
  const guarded = sender(({ Agent }) => new Agent({ connect: { lookup: publicLookup(lookup) } }));
  return async (url, sent) => {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !isPublic(host)) throw new PrivateAddress(host); // an address is not looked up
    return guarded(url, sent);
  };
}
