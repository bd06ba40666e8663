import { Moment } from '@/components/ui/moment';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import type { ActView } from '@/lib/room/close-up';

/** What was done in a workshop, newest first. */
export function ActList({ acts }: { acts: ActView[] }) {
  if (acts.length === 0) return <Note>Nothing yet.</Note>;
  return (
    <Sheet>
      {acts.map((a) => (
        <li key={a.id} className="px-4 py-2 text-sm">
          {a.act}
          <small className="block text-ink-3">
            <Moment at={a.at} />
            {a.by ? `, ${a.by}` : ''}
          </small>
          {a.changes.map((c) => (
            <small key={c} className="block wrap-anywhere text-ink-2">
              {c}
            </small>
          ))}
        </li>
      ))}
    </Sheet>
  );
}
