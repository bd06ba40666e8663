import type { ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<'textarea'>, 'id'> {
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was typed; replaces the hint. */
  problem?: string | undefined;
  /** What was typed, where the server renders the page again. */
  typed?: string | undefined;
  /** Distinguishes fields of one name on a page. */
  of?: string;
}

/** A few lines of somebody's own words. */
export function WordsField({ name, label, hint, problem, typed, of = '', ...area }: Props) {
  const id = `${name}${of}`;
  const said = problem ?? hint;
  return (
    <div className="mt-3">
      <label className="block text-sm text-ink-2" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        rows={3}
        maxLength={500}
        defaultValue={typed}
        className="wide:text-sm"
        aria-invalid={problem ? true : undefined}
        aria-describedby={said ? `${id}-more` : undefined}
        {...area}
      />
      {said ? (
        <p id={`${id}-more`} role={problem ? 'alert' : undefined} className={`mt-1 text-xs ${problem ? 'text-wrong' : 'text-ink-3'}`}>
          {said}
        </p>
      ) : null}
    </div>
  );
}
