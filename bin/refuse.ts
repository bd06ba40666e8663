import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Why a request is not let in. The sentence is for whoever sent it, and says nothing about us. */
export interface Refusal {
  status: 400 | 403 | 408 | 413 | 431 | 503;
  sentence: string;
}

/** How long a refused client may go on sending. Closed at once, it would often lose the answer to a reset. */
const lingerMs = 1000;

/** Answers in full at once, throws away what is still being sent, and closes the connection. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, sentence }: Refusal): void {
  const body = `${sentence}\n`;
  if (status === 503) response.setHeader('retry-after', 2);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.write(body);
  if (request.complete) return void response.end();
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  request.once('end', end).once('close', end).resume();
}

const reasons: Record<Refusal['status'], string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
};

/** The same for a connection on which there is no request to answer. */
export function refuseSocket(socket: Duplex, { status, sentence }: Refusal): void {
  const body = `${sentence}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
