'use client';
import { Chip } from '@/components/ui/chip';
import { useAttendee, useSections } from './state';

/** "2 of 15 verified", kept current. */
export function VerifiedCount() {
  const states = useAttendee().steps;
  const steps = useSections().flatMap((s) => s.steps);
  return <Chip>{`${steps.filter((s) => states[s.slug]?.status === 'pass').length} of ${steps.length} verified`}</Chip>;
}
