'use client';
import { Chip } from '@/components/ui/chip';
import { countWords } from './count-words';
import { useAttendee, useSections } from './state';

/** "2 of 15 verified, 1 waived", kept current. */
export function VerifiedCount() {
  const states = useAttendee().steps;
  const steps = useSections().flatMap((s) => s.steps);
  return <Chip>{countWords(steps.map((s) => states[s.slug]?.status))}</Chip>;
}
