'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Field } from '@/components/ui/field';
import { pressValue, type SecretView, type StepView } from './view';

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
      <legend className="text-xs font-semibold text-ink-3">Only in this tab</legend>
      {step.secrets.map((s) =>
        s.isFolded ? (
          <Details key={s.name} summary={s.label} className="mt-2">
            <SecretField secret={s} workshop={step.workshop} isBusy={isBusy} probeForm={probeForm} />
          </Details>
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
      <Field
        id={id}
        name={id}
        label={secret.label}
        hint={secret.hint}
        type="password"
        isCode
        value={text}
        onChange={(e) => keep(e.target.value.trim())}
        autoCapitalize="off"
        spellCheck={false}
        maxLength={500}
        {...form}
      />
      {secret.probeLabel ? (
        <Button className="mt-2" name="press" value={pressValue({ kind: 'probe', name: secret.name })} disabled={isBusy} {...form}>
          {secret.probeLabel}
        </Button>
      ) : null}
    </div>
  );
}
