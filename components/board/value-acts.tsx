'use client';
import { Field } from '@/components/ui/field';
import { type Act, type Whose, WithReason } from './act-form';

interface Props {
  whose: Whose;
  value: { name: string; label: string; text: string };
  act: Act;
}

/** Corrects something that an attendee has recorded, by the rules of their own form. */
export function CorrectValue({ whose, value: { name, label, text }, act }: Props) {
  return (
    <WithReason
      act={act}
      fields={{ ...whose, name }}
      does={`Correct ${label}`}
      id={`correct-${name}`}
      explains="Their page shows the new value at once, and the next check uses it. What was there before stays in the list of what was done."
    >
      {(answer) => (
        <Field
          key={`${answer.at} ${text}`}
          id={`correct-${name}-text`}
          name="text"
          label={label}
          isCode
          problem={answer.problems['text']}
          defaultValue={answer.typed['text'] ?? text}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={300}
        />
      )}
    </WithReason>
  );
}
