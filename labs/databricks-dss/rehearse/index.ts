import type { PracticeCloud, WorkshopSettings } from '@/lib/lab/practice';
import type { Rehearsal } from '@/lib/lab/rehearsal';
import { labHands } from '../practice/hands';
import { About } from '../practice/settings';
import { cleanUp } from './clean-up';
import { connect } from './connect';
import { deploy } from './deploy';
import { model } from './model';
import { recipes } from './recipes';

/** What made-up attendees do for each step of this lab, and the mistakes that real ones make. */
export function rehearsal(cloud: PracticeCloud, settings: WorkshopSettings): Rehearsal {
  const hands = { ...cloud, ...labHands(cloud), about: About.parse(cloud.about) };
  const tasks = { ...deploy(hands), ...connect(hands), ...recipes(hands), ...model(hands, settings), ...cleanUp(hands) };
  return { tasks, undoing: ['clean-up'] };
}
