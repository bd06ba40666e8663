/** Event streams that one person may have open with one instance of the portal: as many tabs as anybody can follow. */
const seatsPerPerson = 6;

type MakeRoom = () => void;

const taken = new Map<string, MakeRoom[]>();

/**
 * A place for one more stream of a person. The seventh ends the oldest, which may belong to a laptop that has gone to sleep. Refusing the
 * newest would lock out the page that somebody is using.
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
