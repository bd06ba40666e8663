'use client';
import { useRouter } from 'next/navigation';
import { startTransition, useCallback } from 'react';
import { FailedPage } from '@/components/shell/failed-page';

/** For a bug, or a database that cannot be reached. The digest leads to the log line with the details. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  // the server failed to render, so ask it again
  const again = useCallback(
    () =>
      startTransition(() => {
        router.refresh();
        reset();
      }),
    [router, reset],
  );
  return <FailedPage digest={error.digest} again={again} />;
}
