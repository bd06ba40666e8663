'use client';
import Link, { useLinkStatus } from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link whose page takes a while shows that page's shape. Not Next's own loading.tsx: that streams the page behind a
 * script, and steps must be readable without one.
 */
export function SlowLink({ children, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link {...props} prefetch={false}>
      {children}
      <Veil />
    </Link>
  );
}

function Veil() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="veil">
      <span className="sr-only" role="status">
        Loading the page
      </span>
      <span className="bone h-4 w-48" />
      <span className="bone h-8 w-72" />
      <span className="bone h-4 w-full" />
      <span className="bone h-4 w-5/6" />
      <span className="bone h-40 w-full" />
    </span>
  );
}
