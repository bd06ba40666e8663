import { createHash } from 'node:crypto';
import { bus, type Notice } from '@/lib/progress/bus';
import { eventStream, type Hold, logFailure, soon } from '@/lib/progress/stream';
import type { CloseUp, CloseUpNews } from './close-up';

/** At most this often: a watch looks every few seconds, and an attendee who works writes more often than anybody reads. */
const calmMs = 250;

const digestOf = (part: unknown): string => createHash('sha1').update(JSON.stringify(part)).digest('base64url');

/** What a page was sent, part by part. */
class Told {
  private readonly digests = new Map<string, string>();

  private differs(part: string, value: unknown): boolean {
    const digest = digestOf(value);
    if (this.digests.get(part) === digest) return false;
    this.digests.set(part, digest);
    return true;
  }

  /** The parts of it that differ from what was sent before. */
  news({ revision, standings, attempts, ...rest }: CloseUp): CloseUpNews {
    const parts = Object.entries(rest).filter(([name, part]) => this.differs(name, part));
    const steps = Object.entries(standings).filter(([slug, step]) => this.differs(`step ${slug}`, step));
    const fresh = attempts.filter(({ id }) => this.differs(`attempt ${id}`, id)); // an attempt never changes
    return { revision, ...Object.fromEntries(parts), standings: Object.fromEntries(steps), attempts: fresh };
  }
}

/**
 * Sends a facilitator's page of one attendee every change, with the parts that differ from what was sent before. It starts with the revision:
 * a page that has another one fetches the whole. It ends when the attendee has left.
 * @param read what there is to see; null if they are no longer in the workshop
 */
export function closeUpStream(request: Request, enrolmentId: string, hold: Hold, read: () => Promise<CloseUp | null>): Response {
  return eventStream(request, hold, (stream) => {
    let told: Told | null = null;
    const push = soon(
      async () => {
        if (!bus().isListening || !(await stream.mayGoOn())) return; // the next gap comes here again
        const closeUp = await read();
        if (!closeUp) return stream.end();
        const isFirst = told === null;
        told ??= new Told();
        const news = told.news(closeUp);
        if (isFirst) stream.send('hello', { revision: closeUp.revision });
        else stream.send('news', news);
      },
      (error) => {
        logFailure(error);
        stream.end(); // the page opens it again and asks for what it missed
      },
      calmMs,
    );
    const hear = (notice: Notice) => {
      if (notice.enrolment === enrolmentId) push();
    };
    const catchUp = () => {
      told = null;
      push();
    };
    bus().on('notice', hear).on('gap', catchUp);
    stream.onEnd(() => bus().off('notice', hear).off('gap', catchUp));
    push();
  });
}
