'use client';
import { useCallback, useSyncExternalStore } from 'react';
import type { SecretView, StepView } from './view';

const changed = new EventTarget();

/** Something secret, kept in this tab alone: it is gone when the tab is closed, and no other tab sees it. */
export function useTabSecret(workshop: string, name: string): [string, (text: string) => void] {
  const key = `guidepost ${workshop} ${name}`;
  const subscribe = useCallback((hear: () => void) => {
    changed.addEventListener('change', hear);
    return () => changed.removeEventListener('change', hear);
  }, []);
  const text = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(key) ?? '',
    () => '', // the server never knows it
  );
  const keep = useCallback(
    (typed: string) => {
      if (typed) sessionStorage.setItem(key, typed);
      else sessionStorage.removeItem(key);
      changed.dispatchEvent(new Event('change'));
    },
    [key],
  );
  return [text, keep];
}

interface Props {
  step: StepView;
  isBusy: boolean;
  /** The form that a probe is sent with: it holds nothing but the one secret. */
  probeForm: string;
}

export function SecretFields({ step, isBusy, probeForm }: Props) {
  if (step.secrets.length === 0) return null;
  return (
    <fieldset className="mb-4">
      <legend className="text-[13px] font-semibold text-ink-3">Only in this tab</legend>
      {step.secrets.map((s) =>
        s.isFolded ? (
          <details key={s.name} className="folded mt-2">
            <summary>{s.label}</summary>
            <SecretField secret={s} workshop={step.workshop} isBusy={isBusy} probeForm={probeForm} />
          </details>
        ) : (
          <SecretField key={s.name} secret={s} workshop={step.workshop} isBusy={isBusy} probeForm={probeForm} />
        ),
      )}
    </fieldset>
  );
}

function SecretField({
  secret,
  workshop,
  isBusy,
  probeForm,
}: {
  secret: SecretView;
  workshop: string;
  isBusy: boolean;
  probeForm: string;
}) {
  const [text, keep] = useTabSecret(workshop, secret.name);
  const id = `secret-${secret.name}`;
  const form = secret.probeLabel ? { form: probeForm } : {};
  return (
    <div>
      <label className="field" htmlFor={id}>
        {secret.label}
      </label>
      <input
        id={id}
        name={id}
        type="password"
        className="input mono"
        value={text}
        onChange={(e) => keep(e.target.value.trim())}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={500}
        {...form}
      />
      <p id={`${id}-hint`} className="text-ink-3 text-[13.5px]">
        {secret.hint}
      </p>
      {secret.probeLabel ? (
        <button className="fill mt-2" type="submit" name="do" value={`probe ${secret.name}`} disabled={isBusy} {...form}>
          {secret.probeLabel}
        </button>
      ) : null}
    </div>
  );
}
