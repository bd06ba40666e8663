'use client';
import { inSentence } from '@/components/ui/words';
import type { FieldView, PanelResult, StepView } from './view';

interface Props {
  step: StepView;
  values: Record<string, string>;
  drafts: Record<string, string>;
  result: PanelResult;
  isBusy: boolean;
  onType: (name: string, text: string) => void;
  /** `to` is where the focus goes. */
  onLeave: (name: string, to: EventTarget | null) => void;
}

/** What the attendee records. Typed text is kept, right or wrong, until it is right. */
export function Fields({ step, values, drafts, result, isBusy, onType, onLeave }: Props) {
  const { choices } = result;
  const typed = step.fields.filter((f) => !f.isPick);
  const picked = step.fields.filter((f) => f.isPick && values[f.name]);
  if (step.fields.length === 0) return null;
  return (
    <fieldset className="mb-4">
      <legend className="text-[13px] font-semibold text-ink-3">{typed.length > 0 ? 'Record here' : 'Which of yours'}</legend>
      {typed.map((f) => (
        <Field
          key={f.name}
          field={f}
          text={drafts[f.name] ?? (result.problems[f.name] ? result.typed[f.name] : undefined) ?? values[f.name] ?? ''}
          problem={result.problems[f.name]}
          onType={onType}
          onLeave={onLeave}
        />
      ))}
      {choices ? <Choices choices={choices} isBusy={isBusy} /> : null}
      <div className="flex flex-wrap gap-2 mt-3">
        {step.fillLabel ? (
          <button className="fill" type="submit" name="do" value="fill" disabled={isBusy}>
            {step.fillLabel}
          </button>
        ) : null}
        <noscript>
          <button className="fill" type="submit" name="do" value="save">
            Save
          </button>
        </noscript>
        {picked.map((f) => (
          <button key={f.name} className="fill" type="submit" name="do" value={`forget ${f.name}`} disabled={isBusy}>
            {`Change ${inSentence(f.label)}`}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Field({
  field,
  text,
  problem,
  onType,
  onLeave,
}: { field: FieldView; text: string; problem: string | undefined } & Pick<Props, 'onType' | 'onLeave'>) {
  const id = `value-${field.name}`;
  return (
    <div>
      <label className="field" htmlFor={id}>
        {field.label}
      </label>
      <input
        id={id}
        name={field.name}
        className="input mono"
        value={text}
        placeholder={field.placeholder}
        onChange={(e) => onType(field.name, e.target.value)}
        onBlur={(e) => onLeave(field.name, e.relatedTarget)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={300}
      />
      {problem ? (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function Choices({ choices, isBusy }: { choices: NonNullable<PanelResult['choices']>; isBusy: boolean }) {
  return (
    <fieldset className="banner mt-3">
      <legend className="sr-only">Pick one</legend>
      {choices.options.map((o, i) => (
        <label key={o.value} className="flex gap-2 py-1 items-baseline">
          <input type="radio" name={`pick-${choices.name}`} value={o.value} defaultChecked={i === 0} />
          {o.label}
        </label>
      ))}
      <button className="fill mt-2" type="submit" name="do" value={`pick ${choices.name}`} disabled={isBusy}>
        Use this one
      </button>
    </fieldset>
  );
}
