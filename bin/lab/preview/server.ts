import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Finding } from '../finding';
import type { Asked, Page } from './pages';
import { type Failure, Renderer } from './renderer';
import { stylesOf } from './styles';
import { watchTypes } from './type-check';
import { watchFolders } from './watch';

export interface Preview {
  url: string;
  stop: () => void;
}

/** Other sites must not read a preview through a host name of theirs that leads to this machine. */
const isLocal = (host = ''): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);

/**
 * Serves the pages of a lab on this machine only, and has browsers load them again when its files change.
 * @param port 0 for any that is free
 */
export async function startPreview(root: string, folder: string, port: number): Promise<Preview> {
  const begun = Date.now();
  let changes = 0;
  let renderer = new Renderer(root, folder);
  let typeErrors: Finding[] = [];
  let styles: Promise<string> | undefined;
  const streams = new Set<ServerResponse>();

  const version = () => `${begun}-${changes}`;
  const tell = (stream: ServerResponse) => stream.write(`event: version\ndata: ${version()}\n\n`);
  function changed(): void {
    changes++;
    for (const stream of streams) tell(stream);
  }
  const unwatch = watchFolders(root, [folder, 'labs/kit', 'lib/lab'], () => {
    renderer.stop();
    renderer = new Renderer(root, folder);
    void renderer.ready.then(changed);
  });
  let isStopped = false;
  let stopTypes = () => {};
  // a type check takes a processor for seconds, which the first page needs
  void renderer.ready.then(() => {
    if (isStopped) return;
    stopTypes = watchTypes(root, folder, (found) => {
      const isNews = JSON.stringify(found) !== JSON.stringify(typeErrors);
      typeErrors = found;
      if (isNews) changed();
    });
  });

  async function made(asked: Asked): Promise<Page | Failure> {
    const asking = renderer;
    const page = await asking.page(asked);
    return 'failure' in page && asking !== renderer ? made(asked) : page; // it was stopped because a file changed
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, type: string, body: string | Buffer) =>
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
    if (!isLocal(request.headers.host)) return void send(403, 'text/plain', 'The preview answers on this machine only.');
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    switch (pathname) {
      case '/':
        return void response.writeHead(302, { location: `/w/preview${search}` }).end();
      case '/_preview/events':
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        streams.add(response);
        response.on('close', () => streams.delete(response));
        return void tell(response);
      case '/_preview/styles.css':
        styles ??= stylesOf(root);
        return void send(200, 'text/css', await styles);
      case '/_preview/reload.js':
        return void send(200, 'text/javascript', readFileSync(join(import.meta.dirname, 'reload.js')));
      default: {
        const shown = version();
        const page = await made({ url: `${pathname}${search}`, version: shown, typeErrors });
        if ('failure' in page) send(500, 'text/html', failurePage(page, shown));
        else send(page.status, 'text/html', page.html);
      }
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === 'object' && address ? address.port : port}/`,
    stop() {
      isStopped = true;
      unwatch();
      stopTypes();
      renderer.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What Node said when the engine or the kit itself was broken. */
const failurePage = ({ failure }: Failure, version: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Mistakes</title><script src="/_preview/reload.js" data-version="${version}" defer></script>
<h1>The pages cannot be made</h1><pre>${failure.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
