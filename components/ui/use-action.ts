import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { type FormEvent, useActionState, useCallback, useRef, useState, useTransition } from 'react';

/** Why a press came to nothing, for somebody who did nothing wrong. */
function said(error: unknown): string {
  if (unstable_isUnrecognizedActionError(error)) return 'Guidepost was renewed since you opened this page. Reload it, then press again.';
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return digest
    ? `Guidepost stumbled. It’s us, not you, and what you typed is still here. Try again in a moment; if it stays so, tell your facilitator this number: ${digest}`
    : 'We could not reach Guidepost. It’s the network, not you, and what you typed is still here. Press again when it is back.';
}

/**
 * A form's server action on a network that may fail. Without JavaScript it is the form's own. With it, an answer that never comes
 * is an answer, too: left to React it would take the whole page away, and what was typed with it.
 * @param failed what to show of the last result when a press came to nothing
 */
export function useAction<R>(act: (previous: R, form: FormData) => Promise<R>, initial: R, failed: (last: R, said: string) => R) {
  // R is what an action resolves to, so it is no promise itself, which React's types cannot know
  const [posted, action] = useActionState(act as (previous: Awaited<R>, form: FormData) => Promise<R>, initial as Awaited<R>);
  const [answer, setAnswer] = useState<{ result: R } | null>(null);
  const [isBusy, start] = useTransition();
  const result: R = answer ? answer.result : posted;
  const latest = useRef({ act, initial, failed, result });
  latest.current = { act, initial, failed, result };
  const send = useCallback((form: FormData) => {
    start(async () => {
      const { act, initial } = latest.current;
      const next = await act(initial, form).catch((error: unknown) => {
        unstable_rethrow(error); // where to go instead
        return latest.current.failed(latest.current.result, said(error));
      });
      start(() => setAnswer({ result: next }));
    });
  }, []);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent; // what a submit is
    send(new FormData(event.currentTarget, submitter));
  };
  return { result, isBusy, send, form: { action, onSubmit } };
}
