'use client';
import { Choice } from '@/components/ui/field';
import { type Act, type Whose, WithReason } from './act-form';

interface Props {
  whose: Whose;
  /** Titles of the other tracks, by name. */
  others: Readonly<Record<string, string>>;
  act: Act;
}

/** Moves an attendee to another track. */
export function MoveTrack({ whose, others, act }: Props) {
  const [first = ''] = Object.keys(others);
  return (
    <WithReason
      act={act}
      fields={{ ...whose }}
      does="Move to another track"
      id="track"
      explains="Their list of steps changes at once. What they did on steps that both tracks have stays. You can move them back."
    >
      {() => <Choice id="track-to" name="track" label="Track" choices={others} defaultValue={first} />}
    </WithReason>
  );
}
