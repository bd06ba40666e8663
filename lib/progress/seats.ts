/** Event streams that one person may have open with one instance of the portal: as many tabs as anybody follows. */
const seatsPerPerson = 6;
/** How long the browser waits before it opens a stream again that had to make room. */
const pauseMs = 60_000;

type MakeRoom = (pauseMs: number) => void;

const taken = new Map<string, MakeRoom[]>();

/**
 * A place for one more stream of a person. The seventh ends the oldest: it may be that of a laptop which has gone to sleep, and a
 * limit that refused the newest would lock out the page that somebody looks at. Its tab tries again after a minute.
 * @param makeRoom ends the stream, for so long
 * @returns gives the place back
 */
export function seat(personId: string, makeRoom: MakeRoom): () => void {
  const mine = taken.get(personId) ?? [];
  const over = mine.splice(0, Math.max(0, mine.length + 1 - seatsPerPerson));
  taken.set(personId, [...mine, makeRoom]);
  for (const act of over) act(pauseMs);
  return () => {
    const left = (taken.get(personId) ?? []).filter((other) => other !== makeRoom);
    if (left.length > 0) taken.set(personId, left);
    else taken.delete(personId);
  };
}
