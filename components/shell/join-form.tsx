'use client';
import { useActionState } from 'react';

export interface JoinResult {
  problem?: string;
  typed: string;
}

export function JoinForm({ action }: { action: (previous: JoinResult, form: FormData) => Promise<JoinResult> }) {
  const [{ problem, typed }, submit, isBusy] = useActionState(action, { typed: '' });
  return (
    <form action={submit} className="max-w-[360px]">
      <label className="field" htmlFor="code">
        Join code
      </label>
      <div className="flex gap-2">
        <input
          key={typed}
          id="code"
          name="code"
          className="input mono"
          defaultValue={typed}
          placeholder="ABC-1234"
          maxLength={40}
          required
          autoComplete="off"
          aria-describedby="code-problem"
          aria-invalid={problem ? true : undefined}
        />
        <button className="fill" type="submit" disabled={isBusy}>
          Join
        </button>
      </div>
      <p id="code-problem" className="problem" role="status">
        {problem ?? ''}
      </p>
    </form>
  );
}
