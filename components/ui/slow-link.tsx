'use client';
import Link, { useLinkStatus } from 'next/link';
import type { ComponentProps } from 'react';
import { Bone } from './bone';

/**
 * A link whose page takes a while shows that page's shape. Not Next's own loading.tsx: that streams the page behind a
 * script, and steps must be readable without one; and by the time that a page says 403 or 404, the answer has begun as 200.
 */
export function SlowLink({ children, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link {...props} prefetch={false}>
      {children}
      <Veil />
    </Link>
  );
}

/** Appears only when a page takes longer than a moment. */
function Veil() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="fixed inset-x-0 top-14 bottom-0 z-20 flex flex-col gap-3 bg-paper px-[max(1.5rem,calc(50vw-25rem))] py-8 motion-safe:animate-appear">
      <span className="sr-only" role="status">
        Loading the page
      </span>
      <Bone className="h-4 w-48" />
      <Bone className="h-8 w-72" />
      <Bone className="h-4 w-full" />
      <Bone className="h-4 w-5/6" />
      <Bone className="h-40 w-full" />
    </span>
  );
}
