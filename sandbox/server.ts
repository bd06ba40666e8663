import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { getRequestListener } from '@hono/node-server';
import { z } from 'zod';
import { azure } from './azure/api.ts';
import { azurePortal } from './azure/console.ts';
import { control } from './control/api.ts';
import { databricksApi } from './databricks/api.ts';
import { ensureCommon } from './databricks/common.ts';
import { databricksConsole } from './databricks/console.tsx';
import { dssApi } from './dss/api.ts';
import { dssConsole } from './dss/console/index.tsx';
import { entra } from './entra/api.ts';
import { graph } from './entra/graph.ts';
import { refusedCaller } from './net/caller.ts';
import { openAuthority } from './net/certificates.ts';
import { cellHeader, Faults, play } from './net/faults.ts';
import { refuseHost, refuseTunnel } from './net/refused-host.ts';
import { type Target, targetOf } from './net/target.ts';
import { blob } from './storage/blob.ts';
import { dataLake } from './storage/data-lake.ts';
import { dssHost, portalClientId } from './world/cast.ts';
import { Store } from './world/store.ts';

const settings = z
  .object({
    PRACTICE_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
    PRACTICE_DIR: z.string().default('.data/practice'),
    PRACTICE_BIND: z.string().default('127.0.0.1'),
    SANDBOX_SPEED: z.coerce.number().positive().default(12),
    PORTAL_ORIGIN: z.url().default('http://localhost:3000'),
    PORTAL_CLIENT_SECRET: z.string().min(8),
    PRACTICE_WORLD: z.enum(['kind', 'strict', 'unprepared']).default('kind'),
  })
  .parse(process.env);

const store = await Store.open({
  folder: settings.PRACTICE_DIR,
  speed: settings.SANDBOX_SPEED,
  strictness: settings.PRACTICE_WORLD,
  portalRedirectUri: `${settings.PORTAL_ORIGIN}/api/auth/callback/entra`,
});
const faults = new Faults();
const authority = await openAuthority(join(settings.PRACTICE_DIR, 'tls'));

/** Gives the portal's app registration the secret that the portal was started with, and no other. */
function registerPortal(): void {
  const app = store.world.apps.find((a) => a.clientId === portalClientId);
  const hash = createHash('sha256').update(settings.PORTAL_CLIENT_SECRET).digest('hex');
  if (app)
    app.secrets = [
      {
        id: crypto.randomUUID(),
        hint: settings.PORTAL_CLIENT_SECRET.slice(0, 3),
        hash,
        description: 'portal',
        madeBy: 'up',
        endsAt: Date.now() + 3650 * 86_400_000,
      },
    ];
}

type Service = { fetch(request: Request, env: object): Response | Promise<Response> };

/** A page is asked for by a browser; everything else is a program, which no sign-in page may answer. */
const isProgram = (headers: IncomingHttpHeaders): boolean =>
  headers.authorization !== undefined ||
  !/text\/html|application\/x-www-form-urlencoded|multipart/.test(`${headers.accept} ${headers['content-type']}`);

/** The service behind a host. A workspace's host serves both its REST API and its console. */
function serviceFor(host: string, path: string, headers: IncomingHttpHeaders): Service | null {
  if (host === 'login.microsoftonline.com') return entra;
  if (host === 'graph.microsoft.com') return graph;
  if (host === 'management.azure.com') return azure;
  if (host === 'portal.azure.com') return azurePortal;
  if (/^[a-z0-9]{3,24}\.dfs\.core\.windows\.net$/.test(host)) return dataLake;
  if (/^[a-z0-9]{3,24}\.blob\.core\.windows\.net$/.test(host)) return blob;
  if (host === dssHost) return isProgram(headers) || /^\/(public\/api|dip\/publicapi)\//.test(path) ? dssApi : dssConsole;
  if (/^adb-\d+\.\d+\.azuredatabricks\.net$/.test(host))
    return isProgram(headers) || /^\/(api|dbfs|oidc|\.well-known)\//.test(path) ? databricksApi : databricksConsole;
  return null;
}

type Placed = IncomingMessage & { target?: Target | null };

async function answer(request: Request, incoming: Placed, outgoing: ServerResponse): Promise<Response> {
  registerPortal(); // again after a reset
  ensureCommon(store);
  const { target } = incoming;
  const env = { store, faults, way: target?.way ?? 'direct' };
  const url = new URL(request.url);
  if (!target) {
    if (url.pathname === '/') return Response.redirect(new URL('/_practice/', url), 302);
    if (!url.pathname.startsWith('/_practice/'))
      return new Response('Name a vendor host as the first part of the path, or see /_practice/.', { status: 404 });
    url.pathname = url.pathname.slice('/_practice'.length);
    return control.fetch(new Request(url, request), env);
  }
  const vendorUrl = new URL(`https://${target.host}${target.path}`);
  const service = serviceFor(target.host, vendorUrl.pathname, incoming.headers);
  if (!service) return refuseHost(target.host);
  const real = async () => service.fetch(new Request(vendorUrl, request), env);
  const fault = faults.take(target.host, target.path, request.headers.get(cellHeader));
  return fault ? play(fault, outgoing, real) : real();
}

const listener = getRequestListener(
  (request, env) => {
    const { incoming, outgoing } = env as { incoming: Placed; outgoing: ServerResponse }; // those of `createServer` below, over HTTP/1.1
    return answer(request, incoming, outgoing);
  },
  { overrideGlobalObjects: false },
);

const tunnels = new WeakMap<Socket, string>();

export const server = createServer((request: Placed, response) => {
  response.setHeader('Date', new Date(store.clock.now()).toUTCString());
  request.target = targetOf(request, tunnels.get(request.socket));
  const refused = refusedCaller(request, request.target);
  if (refused) {
    const [path] = (request.url ?? '').split('?');
    console.log(
      JSON.stringify({
        event: 'refused',
        status: 403,
        method: request.method,
        host: request.headers.host,
        origin: request.headers.origin,
        path,
        why: refused,
      }),
    );
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${refused}\n`);
    return;
  }
  if (request.target) request.url = request.target.path;
  void listener(request, response);
});

/** Clients with HTTPS_PROXY set open a tunnel, which ends here, with a certificate of our own authority. */
server.on('connect', async (request, socket, head) => {
  const [host = ''] = (request.url ?? '').split(':');
  socket.on('error', () => socket.destroy());
  if (!serviceFor(host, '/', {})) {
    socket.end(refuseTunnel(host));
    return;
  }
  const secureContext = await authority.contextFor(host);
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length) socket.unshift(head);
  const tcp = socket as Socket; // typed as any Duplex; an HTTP server's are Sockets
  const secure = new TLSSocket(tcp, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
  secure.on('error', () => secure.destroy());
  tunnels.set(secure, host);
  server.emit('connection', secure);
});

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${settings.PRACTICE_PORT} is taken. Set PRACTICE_PORT to another.` : error.message);
  process.exit(1);
});
server.listen(settings.PRACTICE_PORT, settings.PRACTICE_BIND, () => {
  const address = server.address();
  console.log(`practice cloud on http://localhost:${typeof address === 'object' ? address?.port : address} (CA: ${authority.caFile})`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    store.flush();
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
