// Who is let in to the portal: a request of a bounded size, sent in a bounded time, before anything of it is parsed (ASVS 5, 4.1, 15.2).
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { hasBody, holdBody } from './body.ts';
import { pathOf, type ServerLog } from './log.ts';
import { type Refusal, refuse, refuseSocket } from './refuse.ts';
import { Room, type Share } from './room.ts';

export interface Limits {
  /** Bytes of a body from somebody who has no session, or to a path that signs people in: nothing that does is longer. */
  authBody: number;
  /** Bytes of any other body. The longest of our own, the settings of a workshop, has some 30 kB. */
  body: number;
  /** Elements and objects in a body, were it JSON, or fields, were it a form. */
  items: number;
  /** Of them in one another. */
  depth: number;
  /** Parts of a body, were it multipart. The parser takes some 30 µs for each, however little is in it. */
  parts: number;
  /** Bytes of all bodies that are being read, by us or by who answers, those that are small enough for `authBody` aside. */
  bodiesTogether: number;
  /** Bytes of the request line and all headers. */
  headerBytes: number;
  headerCount: number;
  /** From the first byte to the end of the headers. */
  headersMs: number;
  /** From the first byte to the end of the body. A megabyte over a bad conference network takes a few seconds. */
  requestMs: number;
  /** Open at once. The 5,000 people that two instances are for may all be on one while the other restarts. */
  connections: number;
}
export const limits: Limits = {
  authBody: 16 * 1024,
  body: 1024 * 1024,
  items: 10_000,
  depth: 100,
  parts: 1000,
  bodiesTogether: 8 * 1024 * 1024,
  headerBytes: 16 * 1024,
  headerCount: 100,
  headersMs: 10_000,
  requestMs: 30_000,
  connections: 6000,
};

const tooLarge = (limit: number): Refusal => ({ status: 413, sentence: `The request is too large. The limit here is ${limit / 1024} kB.` });
const tooComplex: Refusal = { status: 413, sentence: 'The request is too complex.' };
const noRoom: Refusal = { status: 503, sentence: 'Too many large requests at once. Try again in a moment.' };
const notAPath: Refusal = { status: 400, sentence: 'The address is malformed.' };
const tooManyHeaders: Refusal = { status: 431, sentence: 'The request has too many headers, or too long ones.' };
const tooSlow: Refusal = { status: 408, sentence: 'The request took too long to arrive.' };
const noBodyHere: Refusal = { status: 400, sentence: 'A request that only reads has no body.' };
const fromElsewhere: Refusal = { status: 403, sentence: 'The request comes from another site.' };
const noUpgrade: Refusal = { status: 400, sentence: 'Only HTTP is spoken here.' };
const malformed: Refusal = { status: 400, sentence: 'The request is malformed.' };

/** The path as routes see it; null if it is no path of ours, or holds a NUL, which no database accepts. */
function decodedPath(url = ''): string | null {
  if (!url.startsWith('/') || /%00/.test(url)) return null;
  try {
    return decodeURIComponent(pathOf(url));
  } catch {
    return null;
  }
}

const isUnder = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const signIn = ['/api/auth', '/sign-in'];
/** With or without its prefix (lib/session.ts). Whether the session is a real one is not known here; this keeps out those who do not even say so. */
const sessionCookie = 'next-auth.session-token=';

/**
 * Whether a page of another site sends this. Browsers say where a request that may change something comes from; Next compares it, too,
 * and answers as if the portal had stumbled. `null` means that the browser doesn't tell, for example because it is set not to.
 */
function isFromElsewhere({ method, headers }: IncomingMessage): boolean {
  const { origin, host = '', 'x-forwarded-host': forwarded = '' } = headers;
  if (method === 'GET' || method === 'HEAD' || origin === undefined || origin === 'null') return false;
  const here = String(forwarded).split(',', 1).join('').trim() || host;
  return URL.parse(origin)?.host !== here.toLowerCase();
}

/** Node's own name for what went wrong on a connection before there was a whole request. */
function refusalOf(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return tooManyHeaders;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow;
  return malformed;
}

/** An HTTP server that calls `answer` with requests within the limits, and their bodies already here. */
export function gate(answer: RequestListener, log: ServerLog, within: Limits = limits): Server {
  const limitOf = (path: string, { cookie = '' }: IncomingMessage['headers']) =>
    signIn.some((folder) => isUnder(path, folder)) || !cookie.includes(sessionCookie) ? within.authBody : within.body;
  const room = new Room(within.bodiesTogether, within.authBody);
  const answering = new WeakMap<object, ServerResponse>();

  function turnAway(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    log.warn({ event: 'refused', status: refusal.status, method: request.method, path: pathOf(request.url) }, refusal.sentence);
    refuse(request, response, refusal);
  }

  /** What the headers alone reveal. */
  function refusalAtSight(request: IncomingMessage): Refusal | null {
    const { url, rawHeaders, headers, method } = request;
    const path = decodedPath(url);
    if (path === null) return notAPath;
    if (rawHeaders.length / 2 > within.headerCount) return tooManyHeaders;
    if (isFromElsewhere(request)) return fromElsewhere;
    const limit = limitOf(path, headers);
    if (Number(headers['content-length'] ?? 0) > limit) return tooLarge(limit);
    return (method === 'GET' || method === 'HEAD') && hasBody(request) ? noBodyHere : null; // nobody would read it
  }

  /** Not until the answer ends: some never do, and whoever kept one open would keep the room that everybody needs. */
  function shareUntilRead(request: IncomingMessage): Share {
    const share = room.share();
    const timer = setTimeout(share.end, within.requestMs).unref(); // nobody read it
    request.once('close', () => {
      clearTimeout(timer);
      share.end();
    });
    return share;
  }

  const admit = (request: IncomingMessage, response: ServerResponse) => {
    const before = answering.get(request.socket);
    answering.set(request.socket, response);
    const refusal = refusalAtSight(request);
    if (refusal) return turnAway(request, response, refusal);
    if (!hasBody(request)) return void answer(request, response);
    // no browser sends the next request before it has the last answer; behind one that never ends, bodies would pile up
    const isBehind = before?.writableFinished === false;
    const bytes = Math.min(limitOf(decodedPath(request.url) ?? '', request.headers), isBehind ? within.authBody : within.body);
    const share = shareUntilRead(request);
    holdBody(request, { bytes, items: within.items, depth: within.depth, parts: within.parts, share }, (how) => {
      if (how === 'held') return void answer(request, response);
      share.end(); // what was read is thrown away
      if (how !== 'gone') turnAway(request, response, { 'too-large': tooLarge(bytes), 'too-complex': tooComplex, 'no-room': noRoom }[how]);
    });
  };

  const server = createServer(
    {
      maxHeaderSize: within.headerBytes,
      headersTimeout: within.headersMs,
      requestTimeout: within.requestMs,
      connectionsCheckingInterval: Math.min(1000, within.headersMs),
    },
    admit,
  );
  server.on('checkContinue', (request, response) => {
    if (!refusalAtSight(request)) response.writeContinue();
    admit(request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const begun = answering.get(socket);
    const isMidAnswer = begun?.headersSent === true && !begun.writableFinished;
    const isSilent = socket.bytesRead === 0; // browsers open connections that they may need
    if (error.code === 'ECONNRESET' || !socket.writable || isMidAnswer || isSilent) return void socket.destroy();
    const refusal = refusalOf(error.code);
    log.warn({ event: 'refused', status: refusal.status, why: error.code }, refusal.sentence);
    refuseSocket(socket, refusal);
  });
  server.maxConnections = within.connections;
  refuseUpgrades(server, log);
  return server;
}

/**
 * We have no web sockets. An upgrade bypasses all of these limits, and Node leaves its connection to whoever listens, without a time limit.
 * Next listens from its first request on and never closes such connections, so nobody but us may listen.
 */
function refuseUpgrades(server: Server, log: ServerLog): void {
  server.on('upgrade', (request, socket) => {
    log.warn({ event: 'refused', status: noUpgrade.status, method: request.method, path: pathOf(request.url) }, noUpgrade.sentence);
    socket.on('error', () => socket.destroy()); // Node has stopped listening, and a reset must not end the process
    socket.resume();
    refuseSocket(socket, noUpgrade);
  });
  server.on('newListener', (event, listener) => {
    if (event === 'upgrade') queueMicrotask(() => server.off(event, listener)); // listeners hear about it before it is added
  });
}
