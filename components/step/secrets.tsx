'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { Field } from '@/components/ui/field';
import { changed } from './forgetting';
import { useAttendee, useSlug } from './state';
import { secretKey } from './tab-secrets';
import { pressValue, type SecretView, type StepView } from './view';

/**
 * Something secret, kept in this tab and for this person alone: it is gone when the tab is closed, and no other tab sees it. One for a
 * URL of the settings is kept for its origin: should the facilitator change that, what was typed stays behind.
 */
export function useTabSecret(name: string): { text: string; keep: (text: string) => void; origin: string | undefined } {
  const workshop = useSlug();
  const { person, origins } = useAttendee();
  const origin = origins[name];
  const key = secretKey(person, workshop, name, origin);
  const subscribe = useCallback((hear: () => void) => {
    changed.addEventListener('change', hear);
    return () => changed.removeEventListener('change', hear);
  }, []);
  const text = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(key) ?? '',
    () => '', // the server never has it
  );
  const keep = useCallback(
    (typed: string) => {
      if (typed) sessionStorage.setItem(key, typed);
      else sessionStorage.removeItem(key);
      changed.dispatchEvent(new Event('change'));
    },
    [key],
  );
  return { text, keep, origin };
}

interface Props {
  step: StepView;
  isBusy: boolean;
  /** The form that sends a probe. It contains the one secret and nothing else. */
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
            <SecretField secret={s} isBusy={isBusy} probeForm={probeForm} />
          </Details>
        ) : (
          <SecretField key={s.name} secret={s} isBusy={isBusy} probeForm={probeForm} />
        ),
      )}
    </fieldset>
  );
}

function SecretField({ secret, isBusy, probeForm }: { secret: SecretView; isBusy: boolean; probeForm: string }) {
  const { text, keep, origin } = useTabSecret(secret.name);
  const id = `secret-${secret.name}`;
  const form = secret.probeLabel ? { form: probeForm } : {};
  return (
    <div>
      <Field
        id={id}
        name={id}
        label={secret.label}
        hint={origin ? `${secret.hint} Sent to ${origin} only.` : secret.hint}
        type="password"
        isCode
        value={text}
        onChange={(e) => keep(e.target.value.trim())}
        autoCapitalize="off"
        spellCheck={false}
        maxLength={500}
        {...form}
      />
      {origin ? <input type="hidden" name={`origin-${secret.name}`} value={origin} {...form} /> : null}
      {secret.probeLabel ? (
        <Button className="mt-2" name="press" value={pressValue({ kind: 'probe', name: secret.name })} disabled={isBusy} {...form}>
          {secret.probeLabel}
        </Button>
      ) : null}
    </div>
  );
}
