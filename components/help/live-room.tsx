'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { type Live, useLive } from '@/components/ui/live';
import { LiveMark } from '@/components/ui/live-mark';
import { LivePage } from '@/components/ui/live-page';

/** Higher than any revision: of the board's rows this page shows none. */
const never = '999999999999999999';
const same = (known: null): null => known;
const isCurrent = () => true;

/** A page of facilitators without the board's rows, kept current by the board's stream. */
export function LiveRoom({ slug, serverNow, children }: { slug: string; serverNow: number; children: ReactNode }) {
  return (
    <LivePage serverNow={serverNow}>
      <Listening slug={slug} />
      {children}
    </LivePage>
  );
}

function Listening({ slug }: { slug: string }) {
  const live = useMemo((): Live<null> => {
    const address = `/api/events?board=${encodeURIComponent(slug)}`;
    return { key: ['room', slug], events: address, missed: () => `${address}&since=${never}&now`, merge: same, isCurrent };
  }, [slug]);
  const { options, state } = useLive(live, null);
  useQuery(options);
  return (
    <div role="status">
      <LiveMark state={state} />
    </div>
  );
}
