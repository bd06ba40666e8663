'use client';
import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
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
  /** Everything that the panel says about the step's checks and the last press. */
  said: string;
  isBusy: boolean;
  /** The form that sends a probe. It contains the one secret and nothing else. */
  probeForm: string;
}

/** Whether something on the page asks for a secret, by its label. */
export const isAskedFor = ({ label }: Pick<SecretView, 'label'>, said: string): boolean => said.toLowerCase().includes(label.toLowerCase());

export function SecretFields({ step, said, isBusy, probeForm }: Props) {
  if (step.secrets.length === 0) return null;
  return (
    <fieldset className="mb-4 not-has-[input]:hidden">
      <legend className="text-xs font-semibold text-ink-3">Only in this tab</legend>
      {step.secrets.map((s) => {
        const field = <SecretField key={s.name} secret={s} isBusy={isBusy} probeForm={probeForm} />;
        return s.hasStandIn ? (
          <WhereNeeded key={s.name} name={s.name} isNeeded={isAskedFor(s, said)}>
            {field}
          </WhereNeeded>
        ) : (
          field
        );
      })}
      <p className="mt-1 hidden text-xs text-ink-2 noscript:block">
        JavaScript is off, so nothing is kept in this tab: enter it again for each check. Reload the page to see what has changed.
      </p>
    </fieldset>
  );
}

/** The field of a secret that the workshop's key makes unnecessary: there once it is asked for or used, and from then on. */
function WhereNeeded({ name, isNeeded, children }: { name: string; isNeeded: boolean; children: ReactNode }) {
  const { text } = useTabSecret(name);
  const [wasThere, setWasThere] = useState(false);
  const isThere = isNeeded || text !== '' || wasThere;
  if (isThere && !wasThere) setWasThere(true);
  return isThere ? children : null;
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
