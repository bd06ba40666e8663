import { notifyManager, QueryClient, useMutation } from '@tanstack/react-query';
import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { type FormEvent, useActionState, useState } from 'react';

/** Why a press came to nothing, for somebody who did nothing wrong. */
function said(error: unknown): string {
  if (unstable_isUnrecognizedActionError(error)) return 'Guidepost was renewed since you opened this page. Reload it, then press again.';
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return digest
    ? `Guidepost stumbled. It’s us, not you, and what you typed is still here. Try again in a moment; if it stays so, tell your facilitator this number: ${digest}`
    : 'We could not reach Guidepost. It’s the network, not you, and what you typed is still here. Press again when it is back.';
}

const presses = new QueryClient();
// by default a task later: until then a second click would find the button enabled
notifyManager.setScheduler(queueMicrotask);

interface Options<R> {
  initial: R;
  /** What to show of the last answer when a press came to nothing. */
  failed: (last: R, said: string) => R;
  /** Takes in an answer, whichever press it is of. */
  answered?: (answer: R) => void;
  /** What scripts send along with the form's own fields. */
  extra?: Readonly<Record<string, string>>;
}

/**
 * A form's server action on a network that may fail, as a mutation. Without JavaScript it is the form's own action. With it, an
 * answer that never comes is an answer, too: left to React it would take the whole page away, and what was typed with it.
 */
export function useAction<R>(act: (previous: R, form: FormData) => Promise<R>, { initial, failed, answered, extra = {} }: Options<R>) {
  // R is what an action resolves to, so it is no promise itself, which React's types cannot know
  const [posted, action] = useActionState(act as (previous: Awaited<R>, form: FormData) => Promise<R>, initial as Awaited<R>);
  const [answer, setAnswer] = useState<{ result: R } | null>(null); // the last one stays until the next one is there
  const result: R = answer ? answer.result : posted;
  const { mutate, isPending, variables } = useMutation(
    {
      mutationFn: (form: FormData): Promise<R> =>
        act(initial, form).catch((error: unknown) => {
          unstable_rethrow(error); // where to go instead
          return failed(result, said(error));
        }),
      onSuccess(next) {
        setAnswer({ result: next });
        answered?.(next);
      },
      networkMode: 'always', // whether there is a network is found out by trying
      scope: { id: 'presses' }, // one after the other
      throwOnError: true,
    },
    presses,
  );
  const send = (form: FormData) => {
    for (const [name, value] of Object.entries(extra)) form.set(name, value);
    mutate(form);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent; // what a submit is
    send(new FormData(event.currentTarget, submitter));
  };
  return {
    result,
    /** What is being sent; null when nothing is. */
    sending: isPending ? variables : null,
    send,
    form: { action, onSubmit },
  };
}
