// A server of a test's own that answers in place of the vendors.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Access } from '../access';
import { UpstreamError } from '../trouble';
import type { Example } from './example';

export interface Asked {
  method: string;
  host: string;
  /** Without its query, as it went over the wire. */
  path: string;
  query: string;
  /** Its body as it went over the wire. */
  sent: string;
}

type Spoken = Pick<Example, 'body' | 'status' | 'headers'>;

/** Answers as `answer` says. Its origin stands for all hosts, which become the first part of the path, as with the practice cloud. */
export async function answering() {
  const asked: Asked[] = [];
  let answer: (asked: Asked) => Spoken = () => ({ status: 500, body: 'nothing was told to be said' });
  const server = createServer((request, response) => {
    const [whole = '', query = ''] = (request.url ?? '').split('?', 2);
    const [, host = '', ...rest] = whole.split('/');
    const question = { method: request.method ?? '', host, path: `/${rest.join('/')}`, query, sent: '' };
    asked.push(question);
    request.setEncoding('utf8').on('data', (piece: string) => {
      question.sent += piece;
    });
    request.on('end', () => {
      const { status = 200, headers, body } = answer(question);
      const type = typeof body === 'string' ? 'text/plain' : 'application/json';
      response.writeHead(status, { 'content-type': type, ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on a port
    asked,
    answer(how: typeof answer): void {
      asked.length = 0;
      answer = how;
    },
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether a request is the one that a call of an example names. */
export function isCall(call: string, { method, path }: Pick<Asked, 'method' | 'path'>): boolean {
  const [wanted = '', template = ''] = call.split(' ');
  const [there, here] = [template.split('/'), path.split('/')];
  const fits = (part: string, i: number) => (part.startsWith('{') ? here[i] !== '' : part === here[i]);
  return wanted === method && there.length === here.length && there.every(fits);
}

/** Asked as an attendee who is there, with a token and a DSS administrator's key. */
export const access: Access = {
  tokenFor: async () => 'a-token',
  isClick: true,
  credentialFor: async () => ({ origin: 'https://dss.example', key: 'a-key', whose: 'workshop' }),
};

/** How a question went wrong. */
export async function troubleOf(question: Promise<unknown>): Promise<UpstreamError['detail']> {
  const got = await question.then(
    (answer) => ({ answer }),
    (error: unknown) => error,
  );
  if (!(got instanceof UpstreamError)) throw new Error(`expected trouble, got ${JSON.stringify(got) ?? got}`);
  return got.detail;
}
