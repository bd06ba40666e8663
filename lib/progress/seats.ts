/** Event streams that one person may have open with one instance of the portal: as many tabs as anybody follows. */
const seatsPerPerson = 6;

type MakeRoom = () => void;

const taken = new Map<string, MakeRoom[]>();

/**
 * A place for one more stream of a person. The seventh ends the oldest: it may be that of a laptop which has gone to sleep, and a
 * limit that refused the newest would lock out the page that somebody looks at.
 * @param makeRoom ends the stream
 * @returns gives the place back
 */
export function seat(personId: string, makeRoom: MakeRoom): () => void {
  const mine = taken.get(personId) ?? [];
  const over = mine.slice(0, Math.max(0, mine.length + 1 - seatsPerPerson));
  taken.set(personId, [...mine.slice(over.length), makeRoom]);
  for (const act of over) act();
  return () => {
    const left = (taken.get(personId) ?? []).filter((other) => other !== makeRoom);
    if (left.length > 0) taken.set(personId, left);
    else taken.delete(personId);
  };
}
