import type { ReactNode } from 'react';
import { HintDetails } from './hints';
import { troubleId } from './view';

interface Block {
  title?: string;
  children?: ReactNode;
}

const box = 'my-3 rounded-lg border px-4 py-2 text-sm [&>summary]:py-0.5';

/** How a step opens: its goal, when it is done, and why it matters. */
export const StepGoal = ({ children }: Block) => (
  <dl className="my-4 grid gap-y-1 rounded-lg border bg-raised px-4 py-3 text-sm *:grid *:grid-cols-[5.5rem_minmax(0,1fr)] *:gap-x-3 [&_dt]:text-ink-2">
    {children}
  </dl>
);

/** A hint, with the next one in it. */
export const StepHint = ({ title, at = 1, of = 1, children }: Block & { at?: number; of?: number }) =>
  at === 1 ? (
    <HintDetails hint={at} className={`${box} border-dashed border-line-strong`}>
      <summary>
        <b>{of === 1 ? 'Hint' : `Hint 1 of ${of}`}</b> · {title}
      </summary>
      {children}
    </HintDetails>
  ) : (
    <HintDetails hint={at} className="mt-1">
      <summary>
        <b>{`Hint ${at} of ${of}`}</b>
      </summary>
      {children}
    </HintDetails>
  );

/** What people see go wrong, and how to fix it. The targets of links are inside, so that following one unfolds it. */
export const StepTrouble = ({ title, subjects = '', children }: Block & { subjects?: string }) => (
  // nobody can unfold paper
  <details className={`${box} has-target:border-accent print:details-content:[content-visibility:visible]`}>
    <summary className="font-medium">{title}</summary>
    {subjects.split(' ').map((subject) => subject && <span key={subject} id={troubleId(subject)} className="scroll-mt-20" />)}
    {children}
  </details>
);

/** A question to think about, and its answer. */
export const CheckYourself = ({ title, children }: Block) => (
  <div className="my-4 rounded-lg border bg-raised px-4 py-3 text-sm">
    <p className="mt-0!">
      <b>Check yourself.</b> {title}
    </p>
    <details>
      <summary className="text-accent">Show the answer</summary>
      {children}
    </details>
  </div>
);

/** How a step closes. */
export const StepLearnt = ({ children }: Block) => (
  <>
    <h2>What you learned</h2>
    {children}
  </>
);

export const ReadOn = ({ children }: Block) => (
  <div className="text-sm">
    <p className="mb-0!">Read on:</p>
    {children}
  </div>
);

/** A word with its meaning, which opens by tap, click or Enter without a script. The browser closes it, with Escape too. */
export const GlossaryTerm = ({ id, meaning, children }: Block & { id?: string; meaning?: string }) => (
  <>
    <button type="button" popoverTarget={id} className="cursor-help underline decoration-dotted underline-offset-3">
      {children}
    </button>
    <span id={id} popover="auto" role="note" className="max-w-80 rounded-lg border bg-raised px-4 py-3 text-sm text-ink">
      {meaning}
    </span>
  </>
);
