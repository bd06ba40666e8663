import type { ComponentProps, ReactNode } from 'react';

interface Frame {
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with the input; replaces the hint. */
  problem?: string | undefined;
  /** A warning about accepted input, shown before the hint. */
  warning?: string | undefined;
}
interface Props extends Frame, Omit<ComponentProps<'input'>, 'id'> {
  /** Announces the problem, because somebody is waiting for it. */
  isLive?: boolean;
  /** The value is a name or an id, not prose. */
  isCode?: boolean;
  /** Shown to the right of the input. */
  beside?: ReactNode;
}
interface ChoiceProps extends Frame, Omit<ComponentProps<'select'>, 'id' | 'children'> {
  /** What each is called, by its value. */
  choices: Readonly<Record<string, string>>;
  defaultValue: string;
}

/** An input with its label and its hint or problem. */
export function Field({ id, label, hint, problem, warning, isLive = false, isCode, beside, ...input }: Props) {
  return (
    <Framed {...{ id, label, hint, problem, warning, isLive }}>
      {(described) => (
        <div className="flex gap-2">
          <input
            id={id}
            className={isCode ? 'font-mono wide:text-sm' : 'wide:text-sm'} // on a phone 16 px: below, it would zoom in
            autoComplete="off"
            {...described}
            {...input}
          />
          {beside}
        </div>
      )}
    </Framed>
  );
}

/** The same for one of a few values. A value that is no longer among them stays until another is chosen. */
export function Choice({ id, label, hint, problem, warning, choices, ...select }: ChoiceProps) {
  const isGone = !Object.hasOwn(choices, select.defaultValue);
  return (
    <Framed {...{ id, label, hint, problem, warning }}>
      {(described) => (
        <select id={id} className="wide:text-sm" {...described} {...select}>
          {isGone ? <option value={select.defaultValue}>{select.defaultValue || 'Choose one'}</option> : null}
          {Object.entries(choices).map(([value, called]) => (
            <option key={value} value={value}>
              {called}
            </option>
          ))}
        </select>
      )}
    </Framed>
  );
}

interface Described {
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

function Framed({
  id,
  label,
  hint,
  problem,
  warning,
  isLive = false,
  children,
}: Frame & { isLive?: boolean; children: (described: Described) => ReactNode }) {
  const said = problem ?? (warning ? `Warning: ${warning} ${hint ?? ''}`.trimEnd() : hint);
  const more = said || isLive ? `${id}-more` : undefined;
  return (
    <div className="mt-3">
      <label className="block text-sm text-ink-2" htmlFor={id}>
        {label}
      </label>
      {children({ 'aria-invalid': problem ? true : undefined, 'aria-describedby': more })}
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
