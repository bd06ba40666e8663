'use client';
import { Chip } from '@/components/ui/chip';
import { useAttendee } from './state';

/** "2 of 15 verified", kept current. */
export function VerifiedCount({ slugs }: { slugs: string[] }) {
  const { steps } = useAttendee();
  return <Chip>{`${slugs.filter((s) => steps[s]?.status === 'pass').length} of ${slugs.length} verified`}</Chip>;
}
