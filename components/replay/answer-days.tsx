'use client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAction } from '@/components/ui/use-action';

export interface AnswerDaysResult {
  /** Differs for each answer. */
  at: number;
  problem?: string;
  typed?: string;
  /** Why the request failed. */
  failure?: string;
}

/** How long the answers that attempts judged are kept. */
export function AnswerDays({
  action,
  days,
  replay,
}: {
  action: (previous: AnswerDaysResult, form: FormData) => Promise<AnswerDaysResult>;
  days: number;
  /** Where they are judged again. */
  replay: string;
}) {
  const { result, sending, form } = useAction(action, { initial: { at: 0 }, failed: (last, failure) => ({ ...last, failure }) });
  return (
    <form {...form} className="max-w-130">
      <p className="max-w-text">
        Guidepost saves what each check read, and the values and settings it compared. It never saves tokens, keys, or secrets. Once a wrong
        check is fixed, its attempts can be <a href={replay}>judged again</a>.
      </p>
      <Field
        key={`${result.at} ${result.typed ?? ''}`}
        id="answerDays"
        name="answerDays"
        label="Days to keep the answers"
        inputMode="numeric"
        hint="Enter 0 to keep none. Older answers are deleted within an hour."
        problem={result.problem}
        defaultValue={result.typed ?? String(days)}
        maxLength={3}
        isLive
      />
      <Button look="main" className="mt-3" disabled={sending !== null}>
        Save the days
      </Button>
      <p role="status" className="mt-1 text-sm text-ink-2">
        {result.failure ?? (result.at > 0 && !result.problem ? 'Saved.' : '')}
      </p>
    </form>
  );
}
