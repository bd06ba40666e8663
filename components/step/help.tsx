'use client';
import { Button } from '@/components/ui/button';
import { Since } from '@/components/ui/now';
import { useAttendee } from './state';
import { pressValue } from './view';

/** Asks the facilitator for help, or takes that back. The board shows it at once. */
export function Help({ isBusy }: { isBusy: boolean }) {
  const { helpAt } = useAttendee();
  return (
    <p className="mt-4 text-sm text-ink-3">
      {helpAt ? (
        <>
          You asked for help <Since at={helpAt} /> ago; your facilitator sees it.{' '}
          <Button name="press" value={pressValue({ kind: 'end-help' })} disabled={isBusy}>
            No longer needed
          </Button>
        </>
      ) : (
        <Button name="press" value={pressValue({ kind: 'ask-for-help' })} disabled={isBusy}>
          Ask the facilitator for help
        </Button>
      )}
    </p>
  );
}
