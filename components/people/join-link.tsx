'use client';
import { WithCopy } from '@/components/ui/copy-button';

/** The link by which people join, to open or to copy. */
export function JoinLink({ link }: { link: string }) {
  return (
    <WithCopy text={() => link} what="the join link">
      <a href={link}>Join link</a>
    </WithCopy>
  );
}
