'use client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAction } from '@/components/ui/use-action';

export interface JoinResult {
  problem?: string;
  typed: string;
}

const nothing: JoinResult = { typed: '' };

export function JoinForm({ action }: { action: (previous: JoinResult, form: FormData) => Promise<JoinResult> }) {
  const { result, sending, form } = useAction(action, { initial: nothing, failed: (last, problem) => ({ ...last, problem }) });
  const { problem, typed } = result;
  return (
    <form {...form} className="max-w-90">
      <Field
        key={typed}
        id="code"
        name="code"
        label="Join code"
        isCode
        defaultValue={typed}
        placeholder="ABC-1234"
        maxLength={40}
        required
        problem={problem}
        isLive
        beside={
          <Button look="main" disabled={sending !== null}>
            Join
          </Button>
        }
      />
    </form>
  );
}
