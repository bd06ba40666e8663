import type { Lab } from '@/lib/lab/lab';
import { listenToRoom } from '@/lib/room/feed';
import { type BoardEntry, type BoardNews, type BoardRow, boardEntries, boardRow, nameless } from './board';
import { bus, type Notice } from './bus';
import { type PlanNews, planOfWorkshop } from './plan';
import { eventStream, type Hold, logFailure } from './stream';

/** Many boards hear the same notice, so what changed is read once for all of them. */
const reads = new Map<string, Promise<BoardEntry[]>>();
function readOnce({ workshop, enrolment, revision }: Notice): Promise<BoardEntry[]> {
  const key = `${enrolment} ${revision}`;
  const known = reads.get(key);
  if (known) return known;
  const read = boardEntries(workshop, { enrolmentIds: [enrolment] });
  reads.set(key, read);
  setTimeout(() => reads.delete(key), 1000).unref();
  return read;
}

/**
 * Sends a board every attendee that changes. It starts with `hello`, after which the board asks for what it missed. A revision
 * could not tell: a change that commits late may have a lower one than a change already seen.
 * @param isNameless for a screen that everybody sees: rows without who it is, and nothing of what people ask and are told
 */
export function boardStream(request: Request, lab: Lab, workshopId: string, hold: Hold, isNameless = false): Response {
  const shape = isNameless ? nameless : (row: BoardRow) => row;
  return eventStream(request, hold, (stream) => {
    const hello = () => {
      if (bus().isListening) stream.send('hello', { revision: '' }); // else the next gap says it
    };
    const fail = (error: unknown) => {
      logFailure(error);
      stream.end(); // the board opens it again and asks for what it missed, this among it
    };
    const tellPlan = () => void planOfWorkshop(workshopId).then((plan) => stream.send('news', { plan } satisfies PlanNews), fail);
    const gone = new Set<string>();
    const hear = (notice: Notice) => {
      if (notice.workshop !== workshopId) return;
      if (notice.enrolment === workshopId) return tellPlan();
      readOnce(notice)
        .then((entries) => {
          if (entries.length === 0) gone.add(notice.enrolment);
          else if (gone.has(notice.enrolment)) return; // read before they left, and later than that they did
          const news: BoardNews[] = entries.map((e) => shape(boardRow(lab, e)));
          stream.send('news', news.length > 0 ? news : [{ id: notice.enrolment, isGone: true }]);
        })
        .catch(fail);
    };
    bus().on('notice', hear).on('gap', hello);
    stream.onEnd(() => bus().off('notice', hear).off('gap', hello));
    if (!isNameless) stream.onEnd(listenToRoom(workshopId, (room) => stream.send('aside', room)));
    hello();
  });
}
