import { boardRow } from '@/app/facilitate/board-row';
import { findLab } from '@/labs';
import { log } from '@/lib/log';
import { type BoardEntry, boardEntries } from '@/lib/progress/board';
import { bus, type Notice } from '@/lib/progress/bus';
import { eventStream, soon } from '@/lib/progress/stream';
import { findPerson, requireFacilitator, sessionEnd } from '@/lib/session';

/** Many boards may hear the same notice: what changed is read once for all of them. */
const reads = new Map<string, Promise<BoardEntry[]>>();
function readOnce({ workshop, enrolment, revision }: Notice): Promise<BoardEntry[]> {
  const key = `${enrolment} ${revision}`;
  const known = reads.get(key);
  if (known) return known;
  const read = boardEntries(workshop, { enrolmentId: enrolment });
  reads.set(key, read);
  setTimeout(() => reads.delete(key), 1000).unref();
  return read;
}

/** What changed after a revision, then every attendee that changes. */
export async function boardStream(request: Request, slug: string, since: bigint): Promise<Response> {
  if (!(await findPerson())) return new Response(null, { status: 401 });
  const { workshop } = await requireFacilitator(slug);
  const lab = findLab(workshop.lab);
  const onBug = (error: unknown) => log().error({ event: 'events', err: error }, 'a board stream stumbled');
  return eventStream(request, await sessionEnd(), (stream) => {
    let seen = since;
    const send = (entries: BoardEntry[]) => {
      if (entries.length === 0) return;
      for (const e of entries) if (BigInt(e.revision) > seen) seen = BigInt(e.revision);
      stream.send(
        'rows',
        entries.map((e) => boardRow(lab, e)),
        String(seen),
      );
    };
    const catchUp = soon(async () => {
      send(await boardEntries(workshop.id, { after: seen }));
      stream.send('caught-up', {});
    }, onBug);
    const hear = (notice: Notice) => {
      if (notice.workshop === workshop.id) readOnce(notice).then(send).catch(onBug);
    };
    bus().on('notice', hear).on('gap', catchUp);
    stream.onEnd(() => bus().off('notice', hear).off('gap', catchUp));
    catchUp();
  });
}
