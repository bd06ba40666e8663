'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { NowProvider } from './now';

/** What a page that follows an event stream needs around it: a place for what it has heard, and a clock that starts at the server's time. */
export function LivePage({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <NowProvider serverNow={serverNow}>{children}</NowProvider>
    </QueryClientProvider>
  );
}
