import { notifyManager, QueryClient, useMutation } from '@tanstack/react-query';
import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { type FormEvent, useActionState, useState } from 'react';

/** The portal doesn't understand what this page sends. */
export class Outdated extends Error {}
/** The portal failed; the digest leads to the lines of its log. */
export class Stumbled extends Error {
  constructor(readonly digest: string) {
    super('the portal stumbled');
  }
}

/** Why a request failed, for somebody who did nothing wrong. */
function said(error: unknown): string {
  if (error instanceof Outdated || unstable_isUnrecognizedActionError(error))
    return 'Guidepost has been updated since you opened this page. Reload it, then try again.';
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return digest
    ? `Something went wrong in Guidepost. It’s us, not you, and what you typed is still here. Try again in a moment. If it keeps happening, give your facilitator this number: ${digest}`
    : 'Couldn’t reach Guidepost. It’s the network, not you, and what you typed is still here. Try again when you’re back online.';
}

const presses = new QueryClient();
// the default is a task later; until then a second click would find the button enabled
notifyManager.setScheduler(queueMicrotask);

interface Options<R> {
  initial: R;
  /** What to show of the last answer when a request fails. */
  failed: (last: R, said: string) => R;
  /** Called with every answer. */
  answered?: (answer: R) => void;
  /** How JavaScript sends the form, if not by the action. */
  sendBy?: (form: FormData) => Promise<R>;
  /** Fields that are added to the form when JavaScript sends it. */
  extra?: Readonly<Record<string, string>>;
}

/**
 * A form's server action as a mutation, for a network that may fail. Without JavaScript the browser posts the form itself. With
 * it, a failed request keeps the page and its input; React alone would replace both with the error page.
 */
export function useAction<R>(act: (previous: R, form: FormData) => Promise<R>, options: Options<R>) {
  const { initial, failed, answered, extra = {}, sendBy = (form: FormData) => act(initial, form) } = options;
  // R is what an action resolves to, so it is not a promise itself; React's types cannot know that
  const [posted, action] = useActionState(act as (previous: Awaited<R>, form: FormData) => Promise<R>, initial as Awaited<R>);
  const [answer, setAnswer] = useState<{ result: R } | null>(null); // the last answer stays until the next one arrives
  const result: R = answer ? answer.result : posted;
  const { mutate, isPending, variables } = useMutation(
    {
      mutationFn: (form: FormData): Promise<R> =>
        sendBy(form).catch((error: unknown) => {
          unstable_rethrow(error); // redirects and the like
          return failed(result, said(error));
        }),
      onSuccess(next) {
        setAnswer({ result: next });
        answered?.(next);
      },
      networkMode: 'always', // try even if the browser thinks it is offline
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
    const { submitter } = event.nativeEvent as SubmitEvent; // a submit handler always gets one
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
