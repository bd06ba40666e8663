import type { Trouble } from '@/lib/clouds/trouble';

/** Whose side is likely at fault: a service, the workshop's settings and rights, Guidepost or the room's network, or the attendees. */
export type Side = 'service' | 'workshop' | 'us' | 'text' | 'theirs';

/** So many people, and half of those who tried, fail because of what they were told to do. Two of three may both have slipped. */
const fewestForText = 5;

export const sideOfTrouble = {
  'signed-out': 'theirs',
  interaction: 'theirs',
  stranger: 'theirs',
  'own-key': 'theirs',
  consent: 'workshop',
  approval: 'workshop',
  blocked: 'workshop',
  'set-up': 'workshop',
  forbidden: 'workshop',
  'no-key': 'workshop',
  'bad-key': 'workshop',
  licence: 'workshop',
  throttled: 'service',
  unavailable: 'service',
  slow: 'service',
  garbled: 'us',
  'no-connection': 'us',
  refused: 'us',
} satisfies Record<Trouble, Side>;

/** Neither theirs nor the workshop's: nobody in the room can do anything about it. */
export const isElsewhere = (trouble: Trouble): boolean => sideOfTrouble[trouble] === 'service' || sideOfTrouble[trouble] === 'us';

/** A service is down, rather than refusing somebody: whoever asks gets the same, so that one person is enough. */
const down = new Set<Trouble>(['throttled', 'unavailable', 'slow', 'no-connection']);
export const isDown = (trouble: Trouble): boolean => down.has(trouble);

/**
 * The side of what a check found. If the check knows who has to act, it's theirs.
 * @param tried how many have checked the step at all
 */
export function sideOfVerdict(whose: 'attendee' | 'workshop' | null | undefined, people: number, tried: number): Side {
  if (whose) return whose === 'attendee' ? 'theirs' : 'workshop';
  return people >= fewestForText && people * 2 >= tried ? 'text' : 'theirs';
}

/** Whether those who have it can fix it themselves, and so are told how, rather than to hold on. */
export const isForThemToFix = (side: Side): boolean => side === 'theirs';
