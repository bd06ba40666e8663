'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { inSentence } from '@/components/ui/words';
import type { PressAnswer } from '@/lib/attendee/press';
import { pressValue, type StepView } from './view';

interface Props {
  step: StepView;
  values: Record<string, string>;
  /** Values that a facilitator corrected. */
  corrected: Readonly<Record<string, string>>;
  drafts: Record<string, string>;
  result: PressAnswer;
  isBusy: boolean;
  onType: (name: string, text: string) => void;
  /** @param to the element that gets the focus */
  onLeave: (name: string, to: EventTarget | null) => void;
}

/** The fields for what the attendee records. Input is kept, right or wrong, until it is right. */
export function Fields({ step, values, corrected, drafts, result, isBusy, onType, onLeave }: Props) {
  const { choices } = result;
  const typed = step.fields.filter((f) => !f.isPick);
  const picked = step.fields.filter((f) => f.isPick && values[f.name]);
  if (step.fields.length === 0) return null;
  return (
    <fieldset className="mb-4">
      <legend className="text-xs font-semibold text-ink-3">{typed.length > 0 ? 'Record here' : 'Choose yours'}</legend>
      {typed.map((f) => (
        <Field
          key={f.name}
          id={`value-${f.name}`}
          name={f.name}
          label={f.label}
          isCode
          value={drafts[f.name] ?? (result.problems[f.name] ? result.typed[f.name] : undefined) ?? values[f.name] ?? ''}
          problem={result.problems[f.name]}
          hint={values[f.name] !== undefined && corrected[f.name] === values[f.name] ? 'Corrected by your facilitator.' : undefined}
          placeholder={f.placeholder}
          onChange={(e) => onType(f.name, e.target.value)}
          onBlur={(e) => onLeave(f.name, e.relatedTarget)}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={300}
        />
      ))}
      {choices ? <Choices choices={choices} isBusy={isBusy} /> : null}
      <div className="flex flex-wrap gap-2 mt-3">
        {step.fillLabel ? (
          <Button name="press" value={pressValue({ kind: 'fill' })} disabled={isBusy}>
            {step.fillLabel}
          </Button>
        ) : null}
        <noscript>
          <Button name="press" value={pressValue({ kind: 'save' })}>
            Save
          </Button>
        </noscript>
        {picked.map((f) => (
          <Button key={f.name} name="press" value={pressValue({ kind: 'forget', name: f.name })} disabled={isBusy}>
            {`Change ${inSentence(f.label)}`}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function Choices({ choices, isBusy }: { choices: NonNullable<PressAnswer['choices']>; isBusy: boolean }) {
  return (
    <Banner className="mt-3">
      <fieldset>
        <legend className="sr-only">Pick one</legend>
        {choices.options.map((o, i) => (
          <label key={o.value} className="flex items-baseline gap-2 py-1">
            <input type="radio" name={`pick-${choices.name}`} value={o.value} defaultChecked={i === 0} />
            {o.label}
          </label>
        ))}
        <Button className="mt-2" name="press" value={pressValue({ kind: 'pick', name: choices.name })} disabled={isBusy}>
          Use this one
        </Button>
      </fieldset>
    </Banner>
  );
}
