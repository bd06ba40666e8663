'use client';
import { type ReactNode, useRef } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button, buttonLook } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAction } from '@/components/ui/use-action';

/** The answer to a facilitator's act. */
export interface ActAnswer {
  /** Differs for each answer, so that screen readers announce the same words twice. */
  at: number;
  /** What was done, or why nothing was. */
  note?: string;
  tone?: 'done' | 'bad';
  /** What is wrong with the input, by field. */
  problems: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
}

/** A server action for one attendee. */
export type Act = (previous: ActAnswer, form: FormData) => Promise<ActAnswer>;

const noAnswer: ActAnswer = { at: 0, problems: {}, typed: {} };
const failed = (last: ActAnswer, note: string): ActAnswer => ({ ...last, at: Date.now(), note, tone: 'bad' });

export interface Whose {
  workshop: string;
  attendee: string;
}

/** The hidden fields that say on whom, and on what, an act is. */
export const Hidden = ({ fields }: { fields: Readonly<Record<string, string>> }) =>
  Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);

/** What came of an act. It is announced, as whoever acted waits for it. */
export function ActNote({ answer: { note, tone, at } }: { answer: ActAnswer }) {
  return (
    <div role="status" key={at}>
      {note ? (
        <Banner tone={tone} className="mt-2 mb-0">
          {note}
        </Banner>
      ) : null}
    </div>
  );
}

/** An act of one click. */
export function OneClick({ act, fields, children }: { act: Act; fields: Readonly<Record<string, string>>; children: ReactNode }) {
  const { result, sending, form } = useAction(act, { initial: noAnswer, failed });
  return (
    <form {...form}>
      <Hidden fields={fields} />
      <Button disabled={sending !== null}>{sending ? 'Checking…' : children}</Button>
      <ActNote answer={result} />
    </form>
  );
}

interface WithReasonProps {
  act: Act;
  fields: Readonly<Record<string, string>>;
  /** What the button says, such as "Waive this step". */
  does: string;
  /** Differs on a page where that alone is there many times. */
  id: string;
  /** What it does, and whether it can be undone. */
  explains: string;
  /** What there is to enter before the reason. */
  children?: (answer: ActAnswer) => ReactNode;
}

/** An act that says why, folded behind its button: that is asked first, with what it does. It folds again once it is done. Works without JavaScript. */
export function WithReason({ act, fields, does, id, explains, children }: WithReasonProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const answered = ({ tone }: ActAnswer) => {
    if (tone === 'done' && fold.current) fold.current.open = false;
  };
  const { result, sending, form } = useAction(act, { initial: noAnswer, failed, answered });
  const isDone = result.tone === 'done';
  return (
    <div className="has-[[open]]:basis-full">
      <details ref={fold}>
        <summary className={buttonLook('quiet', 'list-none ml-0 font-normal')}>{does}…</summary>
        <form {...form} className="mt-2 max-w-text rounded-lg border border-line-strong px-4 py-3 text-sm font-normal">
          <Hidden fields={fields} />
          <p>{explains}</p>
          {children?.(result)}
          <Field
            key={`${result.at} reason`} // an answer empties it, or says what is wrong with it
            id={`${id}-reason`}
            name="reason"
            label="Why"
            hint="The attendee will see this."
            problem={result.problems['reason']}
            defaultValue={result.typed['reason'] ?? ''}
            maxLength={300}
          />
          <Button look="main" className="mt-3" disabled={sending !== null}>
            {does}
          </Button>
          {isDone ? null : <ActNote answer={result} />}
        </form>
      </details>
      {isDone ? <ActNote answer={result} /> : null}
    </div>
  );
}
