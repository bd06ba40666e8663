'use client';
import { Since } from '@/components/ui/now';
import { useAttendee } from './state';

/** Two buttons of the panel's form: the facilitator's board shows at once who asks. */
export function Help({ isBusy }: { isBusy: boolean }) {
  const { helpAt } = useAttendee();
  return (
    <p className="mt-4 text-[14px] text-ink-3">
      {helpAt ? (
        <>
          You asked for help <Since at={helpAt} /> ago; your facilitator sees it.{' '}
          <button className="fill" type="submit" name="do" value="help-no-more" disabled={isBusy}>
            No longer needed
          </button>
        </>
      ) : (
        <button className="fill" type="submit" name="do" value="help" disabled={isBusy}>
          Ask the facilitator for help
        </button>
      )}
    </p>
  );
}
