'use client';
import { Clock } from '@/components/ui/clock';
import type { Reply } from '@/lib/help/view';

interface Props {
  /** What they asked, in their words. */
  text: string | null;
  replies: readonly Reply[];
  /** Whose page it is. */
  me: Reply['by'];
}

const quote = 'mt-2 rounded-md border px-3 py-2 whitespace-pre-wrap wrap-anywhere';

/** What was asked and what was said since; screen readers hear what arrives. */
export function Thread({ text, replies, me }: Props) {
  return (
    <>
      {text ? <p className={`${quote} bg-sunken text-ink`}>{text}</p> : null}
      <ul aria-live="polite" aria-label="Conversation">
        {replies.map((r) => (
          <li key={r.id} className={`${quote} ${r.by === me ? 'bg-sunken' : 'border-accent bg-accent-soft'} text-ink`}>
            <small className="block text-ink-2">
              {r.by === me && me === 'attendee' ? 'You' : (r.name ?? (r.by === 'facilitator' ? 'A facilitator' : 'The attendee'))},{' '}
              <Clock at={Date.parse(r.at)} />
            </small>
            {r.text}
          </li>
        ))}
      </ul>
    </>
  );
}
