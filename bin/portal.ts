// The portal's own server: Next, with the built scripts and styles sent as they were compressed at build time. Next alone
// compresses at every request and knows gzip only; brotli makes a cold page a fifth lighter (docs/performance.md).
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import next from 'next';
import sirv from 'sirv';
import { gate } from './gate.ts';
import { secure } from './headers.ts';
import { buildDir, root, whenOrphaned } from './install.mjs';
import { serverLog } from './log.ts';
import { codeOf } from './plain.mjs';
import { unavailableWhere } from './unavailable.ts';
import { Watchdog } from './watchdog.ts';
import { sendWhole } from './whole.ts';

const prefix = '/_next/static/';

export async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? 3000);
  // whoever wants others to reach the portal directly says so; behind a proxy on the same machine nobody needs to
  const host = process.env['HOST'] || '127.0.0.1';
  const log = serverLog();
  const watchdog = new Watchdog(log);
  // lib/log.ts reads the first: every line that a request causes carries the request's id; lib/health.ts the second;
  // instrumentation-node.ts adds to the third
  const current = new AsyncLocalStorage<{ requestId: string }>();
  const away = new WeakSet<object>();
  Object.assign(globalThis, { guidepostRequest: current, guidepostLoop: watchdog.report, guidepostAway: away });
  const app = next({ dev: false, dir: root, port, hostname: 'localhost' });
  await app.prepare();
  const handle = app.getRequestHandler();
  const assets = sirv(join(root, buildDir(), 'static'), { brotli: true, gzip: true, immutable: true, maxAge: 31_536_000 });
  // takes no longer than gzip's default, and the result is a tenth smaller; a window of 256 kB (2^18) holds any page of ours
  const compressPage = compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 8, [constants.BROTLI_PARAM_LGWIN]: 18 } } });

  function page(request: IncomingMessage, response: ServerResponse): void {
    const requestId = randomUUID();
    secure(request, response);
    response.setHeader('x-request-id', requestId);
    watchdog.watch(request, response, requestId);
    const its = { requestId };
    unavailableWhere(response, () => away.has(its));
    const answer = () => current.run(its, () => handle(request, response));
    if (request.method === 'POST') {
      sendWhole(request, response);
      void answer();
    } else compressPage(request, response, answer);
  }

  const server = gate((request, response) => {
    const { url = '' } = request;
    if (!url.startsWith(prefix)) {
      page(request, response);
      return;
    }
    response.setHeader('x-content-type-options', 'nosniff');
    request.url = url.slice(prefix.length - 1);
    assets(request, response, () => {
      // not one of ours, or a way out of the folder: whatever Next answers is a page like any other
      request.url = url;
      page(request, response);
    });
  }, log);

  server.on('error', (error) => {
    console.error(codeOf(error) === 'EADDRINUSE' ? `Port ${port} is taken by another program. Set PORT to a free one.` : error.message);
    process.exit(1);
  });
  server.listen(port, host);

  // instrumentation-node.ts ends the event streams at the same signal; verifies that are under way are finished or given back
  const shared = globalThis as typeof globalThis & { guidepostEnd?: () => Promise<void> };
  let isClosing = false;
  const close = () => {
    if (isClosing) return; // a terminal and the process that handed over may both pass on the same Ctrl-C
    isClosing = true;
    const answered = new Promise<void>((done) => server.close(() => done()));
    void Promise.all([answered, shared.guidepostEnd?.()]).then(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5000).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, close);
  whenOrphaned(close);
}
