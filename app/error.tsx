'use client';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { PlainPage } from '@/components/shell/plain-page';
import { Button } from '@/components/ui/button';

/** For a bug, or a database that cannot be reached. The digest leads to the log line with the details. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  // the server failed to render, so ask it again
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <PlainPage title="Guidepost stumbled">
      <p className="mb-4">It’s us, not you, and nothing you verified is lost. A second try often helps.</p>
      <p className="mb-4">
        <Button type="button" look="primary" onClick={again}>
          Try again
        </Button>
      </p>
      {error.digest ? (
        <p className="text-sm text-ink-3">If this keeps happening, give your facilitator this number: {error.digest}</p>
      ) : null}
    </PlainPage>
  );
}
