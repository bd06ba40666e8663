// Answers a verify of step 1.1 at once, after a settable delay; passes sign-in on to the practice cloud.
import { request as ask, createServer } from 'node:http';

const practice = new URL(process.env['PRACTICE'] ?? '');
let delayMs = 0;

const host = 'adb-5504218931760442.2.azuredatabricks.net';
const workspace = (path: string) => ({
  id: path.slice(path.indexOf('/subscriptions/')), // behind the host, which the practice cloud has in front
  name: path.split('/').at(-1),
  location: 'uksouth',
  sku: { name: 'premium' },
  properties: {
    provisioningState: 'Creating',
    createdDateTime: new Date().toISOString(),
    createdBy: { oid: 'nobody' },
    parameters: {},
    workspaceId: '5504218931760442',
    workspaceUrl: host,
  },
});

const server = createServer((incoming, outgoing) => {
  const url = new URL(incoming.url ?? '/', 'http://stub');
  if (url.pathname === '/ready') return outgoing.end('ready');
  if (url.pathname === '/delay') {
    delayMs = Number(url.searchParams.get('ms'));
    return outgoing.end('ok');
  }
  if (url.pathname.startsWith('/login.microsoftonline.com/') || url.pathname.startsWith('/_practice/')) {
    const onward = ask(
      { host: practice.hostname, port: practice.port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
    return;
  }
  const body = JSON.stringify(workspace(url.pathname));
  const send = () => {
    outgoing.writeHead(200, { 'content-type': 'application/json', 'x-ms-request-id': 'stub' });
    outgoing.end(body);
  };
  if (delayMs) setTimeout(send, delayMs);
  else send();
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env['STUB_PORT']));
