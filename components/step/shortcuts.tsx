import { KeySheet } from '@/components/ui/key-sheet';

const keys = { v: 'Verify the step', n: 'Next step', p: 'Previous step', '?': 'This list' };

/** The keys of a step's page. */
export const Shortcuts = () => <KeySheet keys={keys} />;
