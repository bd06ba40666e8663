import { createServer, request } from 'node:http';
import type { Socket } from 'node:net';

/** A proxy in front of a portal, as one stands in front of most: when the portal is away it answers 502 itself. */
export async function frontOf(portal: string) {
  const sockets = new Set<Socket>();
  let isAway = false;
  const server = createServer((incoming, outgoing) => {
    if (isAway) return outgoing.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', portal), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    return incoming.pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const address = server.address();
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://localhost:${typeof address === 'object' ? address?.port : ''}`,
    /** Ends every connection and refuses new ones. */
    goAway() {
      isAway = true;
      drop();
    },
    comeBack() {
      isAway = false;
    },
    close() {
      drop();
      server.close();
    },
  };
}
