import type { ComponentProps, ReactNode } from 'react';

interface Props extends ComponentProps<'input'> {
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with the input; replaces the hint. */
  problem?: string | undefined;
  /** What to know of the input, although it is accepted; stands before the hint. */
  warning?: string | undefined;
  /** Announce the problem, because it arrives while somebody waits for it. */
  isLive?: boolean;
  /** The value is a name or an id, not prose. */
  isCode?: boolean;
  /** Shown to the right of the input. */
  beside?: ReactNode;
}

/** An input with its label and its hint or problem. */
export function Field({ id, label, hint, problem, warning, isLive, isCode, beside, ...input }: Props) {
  const said = problem ?? (warning ? `Warning: ${warning} ${hint ?? ''}`.trimEnd() : hint);
  const more = said || isLive ? `${id}-more` : undefined;
  return (
    <div className="mt-3">
      <label className="block text-sm text-ink-2" htmlFor={id}>
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          className={isCode ? 'font-mono wide:text-sm' : 'wide:text-sm'} // on a phone 16 px: below, it would zoom in
          autoComplete="off"
          aria-invalid={problem ? true : undefined}
          aria-describedby={more}
          {...input}
        />
        {beside}
      </div>
      {more ? (
        <p
          id={more}
          role={isLive ? 'status' : undefined}
          className={`mt-1 text-xs ${problem ? 'text-wrong' : warning ? 'text-wait' : 'text-ink-3'}`}
        >
          {said}
        </p>
      ) : null}
    </div>
  );
}
