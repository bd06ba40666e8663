'use client';
import { Field } from '@/components/ui/field';
import { Note } from '@/components/ui/note';
import { Params } from '@/components/ui/sheet';
import type { CloseUp } from '@/lib/room/close-up';
import { type Act, type Whose, WithReason } from './act-form';

/** Where a value comes from, by its word in the database. */
const sourceWords: Readonly<Record<string, string>> = {
  typed: 'entered by them',
  filled: 'filled in by Guidepost',
  learnt: 'found by Guidepost',
  corrected: 'corrected by a facilitator',
};

/** What an attendee has recorded. */
export function ValueList({ whose, values, act }: { whose: Whose; values: CloseUp['values']; act: Act }) {
  return (
    <>
      <h2>Values</h2>
      {values.length === 0 ? <Note>Nothing recorded yet.</Note> : null}
      <Params hidden={values.length === 0}>
        {values.map(({ name, label, text, source, mayCorrect }) => (
          <div key={name}>
            <dt>
              {label} <small className="text-ink-3">{sourceWords[source] ?? source}</small>
            </dt>
            <dd>
              <code>{text}</code>
              {mayCorrect ? <CorrectValue whose={whose} value={{ name, label, text }} act={act} /> : null}
            </dd>
          </div>
        ))}
      </Params>
    </>
  );
}

interface Props {
  whose: Whose;
  value: { name: string; label: string; text: string };
  act: Act;
}

/** Corrects something that an attendee has recorded, by the rules of their own form. */
function CorrectValue({ whose, value: { name, label, text }, act }: Props) {
  return (
    <WithReason
      act={act}
      fields={{ ...whose, name }}
      does={`Correct ${label}`}
      id={`correct-${name}`}
      explains="Their page shows the new value at once, and the next check uses it. The old value is kept under What was done for them."
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
