/** Why a host is refused, in words that also help somebody who sees only the first line of a proxy's answer. */
export const refusedHost = (host: string): string =>
  `The practice cloud does not simulate ${host.replace(/[^a-z0-9.:[\]-]/gi, '').slice(0, 253)}. To reach the real one, add it to NO_PROXY.`;

/**
 * The answer to CONNECT for a host that is not simulated. Most clients show only the status line (Python: "Tunnel connection failed:
 * 502 …", curl: the code), so the sentence is its reason phrase, and the body.
 */
export function refuseTunnel(host: string): string {
  const sentence = refusedHost(host);
  return `HTTP/1.1 502 ${sentence}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(sentence)}\r\nConnection: close\r\n\r\n${sentence}`;
}

/** The same for a plain http request through the proxy, or a host named as the first part of a path. */
export const refuseHost = (host: string): Response =>
  new Response(`${refusedHost(host)}\n`, { status: 502, headers: { 'content-type': 'text/plain; charset=utf-8' } });
