'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';

export interface LeftoversResult {
  note?: string;
  tone?: 'done' | 'bad';
}

/** Asks the services now what still runs. */
export function CheckLeftovers({ action }: { action: (p: LeftoversResult, f: FormData) => Promise<LeftoversResult> }) {
  const { result, sending, form } = useAction<LeftoversResult>(action, { initial: {}, failed: (_, note) => ({ note, tone: 'bad' }) });
  return (
    <form {...form} className="my-3 print:hidden">
      <Button disabled={sending !== null}>Check everyone now</Button>
      <div role="status" className="mt-3">
        {result.note ? (
          <Banner tone={result.tone}>
            {result.note} {result.tone === 'done' ? <a href="?#clean-up">Reload</a> : null}
          </Banner>
        ) : null}
      </div>
    </form>
  );
}
