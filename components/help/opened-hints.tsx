import { Moment } from '@/components/ui/moment';

interface Props {
  /** The last first. */
  hints: readonly { step: string; hint: number; at: string }[];
  /** A step's number, by slug. */
  numberOf: (step: string) => string;
}

/** Which hints an attendee has opened. */
export function OpenedHints({ hints, numberOf }: Props) {
  if (hints.length === 0) return null;
  return (
    <>
      <h2>Opened hints</h2>
      <ul className="text-sm text-ink-2">
        {hints.map(({ step, hint, at }) => (
          <li key={`${step} ${hint}`}>
            Hint {hint} of step {numberOf(step)}, at <Moment at={at} />
          </li>
        ))}
      </ul>
    </>
  );
}
