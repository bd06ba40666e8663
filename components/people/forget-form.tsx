'use client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAction } from '@/components/ui/use-action';

export interface ForgetResult {
  typed: string;
  problem?: string;
  done?: string;
  /** Why the request failed. */
  failure?: string;
}

/** Deletes what is known of one person. Their name is typed: nobody is deleted by a slip. */
export function ForgetForm({ action }: { action: (p: ForgetResult, f: FormData) => Promise<ForgetResult> }) {
  const { result, sending, form } = useAction<ForgetResult>(action, {
    initial: { typed: '' },
    failed: (last, failure) => ({ ...last, failure }),
  });
  return (
    <form {...form} className="max-w-130">
      <Field
        key={`${result.typed} ${result.done ?? ''}`}
        id="forget-name"
        name="name"
        label="Sign-in name or email address"
        hint="This can’t be undone."
        problem={result.problem}
        defaultValue={result.typed}
        maxLength={254}
        required
      />
      <Button look="destroy" className="mt-3" disabled={sending !== null}>
        Delete all their data
      </Button>
      <p role="status" className={`mt-2 text-sm ${result.failure ? 'text-wrong' : ''}`}>
        {result.failure ?? result.done}
      </p>
    </form>
  );
}
