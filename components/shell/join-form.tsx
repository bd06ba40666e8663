'use client';
import { useAction } from '@/components/ui/use-action';

export interface JoinResult {
  problem?: string;
  typed: string;
}

const nothing: JoinResult = { typed: '' };

export function JoinForm({ action }: { action: (previous: JoinResult, form: FormData) => Promise<JoinResult> }) {
  const { result, isBusy, form } = useAction(action, nothing, (last, problem) => ({ ...last, problem }));
  const { problem, typed } = result;
  return (
    <form {...form} className="max-w-[360px]">
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
