import { type Lab, type Step, stepsOf } from '@/lib/lab/lab';
import type { Rehearsal, Slip, Task } from '@/lib/lab/rehearsal';
import { between, isHit, oneOf, type Random, randomFor } from './random';

/** What somebody does besides the lab, once on a step. */
export type Habit = 'wanders back' | 'goes idle' | 'opens a second tab' | 'loses the network' | 'reloads the page';

/** How one task goes the first time. */
export interface TaskPlan {
  task: Task;
  thinkMs: number;
  how: 'right' | 'forgotten' | Slip;
}

/** How somebody goes about one step. */
export interface StepPlan {
  readMs: number;
  tasks: TaskPlan[];
  /** Takes away what earlier steps made, so these come first. */
  isUndoing: boolean;
  /** Presses Verify before anything is done. */
  checksFirst: boolean;
  /** Presses again as soon as the answer is there. */
  pressesTwice: boolean;
  /** Tries the button that reads the values from the service before typing any. */
  fills: boolean;
  /** The value that is typed wrong the first time, or left empty. */
  typo: { value: string; kind: 'typo' | 'empty' } | null;
  habit: { kind: Habit; afterTask: number; ms: number } | null;
  /** Asks for help when the nth press does not turn it green; null: never. */
  asksAt: number | null;
  asks: string;
  /** How long it takes to understand what a row says. */
  puzzleMs: number;
}

export interface PersonPlan {
  track: string;
  arrivesAfterMs: number;
  mistypesCode: boolean;
  steps: Record<string, StepPlan>;
}

/** What all of a person's actions depend on, drawn once per person. */
interface Nature {
  /** Their time for a step, as a multiple of the lab's. */
  pace: number;
  /** How likely a mistake is, where one can be made. */
  slips: number;
  patience: number;
  asks: number;
}

const questions = [
  'I think I did what it says, but it stays red.',
  'Where do I find this? My screen looks different.',
  'Is it me, or is the service slow?',
  '',
  'It says what was expected and what was found, and I do not see the difference.',
  'Do I need to wait here, or can I go on?',
  'My neighbor is done and I am not, with the same settings.',
  'Sorry, I closed the tab. Is my work lost?',
];
const habits: readonly Habit[] = ['wanders back', 'goes idle', 'opens a second tab', 'loses the network', 'reloads the page'];
const minute = 60_000;

function natureOf(random: Random): Nature {
  return {
    pace: between(random, 0.6, 1) * between(random, 0.8, 1.8),
    slips: between(random, 0.05, 0.4),
    patience: random(),
    asks: random(),
  };
}

function taskPlan(random: Random, nature: Nature, task: Task, thinkMs: number): TaskPlan {
  const isWrong = isHit(random, nature.slips);
  const ways: (Slip | 'forgotten')[] = [...(task.slips ?? []), ...(task.isForgettable ? (['forgotten'] as const) : [])];
  return { task, thinkMs: thinkMs * between(random, 0.5, 1.5), how: (isWrong && oneOf(random, ways)) || 'right' };
}

function stepPlan(random: Random, nature: Nature, step: Step, tasks: readonly Task[], isUndoing: boolean): StepPlan {
  const ms = step.minutes * minute * nature.pace;
  const typed = step.collects.filter((value) => !value.isPick).map(({ name }) => name);
  const value = isHit(random, nature.slips / 2) ? oneOf(random, typed) : undefined;
  const kind = isHit(random, 0.5) ? 'typo' : 'empty';
  const habit = isHit(random, 0.3) ? oneOf(random, habits) : undefined;
  return {
    readMs: ms * between(random, 0.1, 0.3),
    tasks: tasks.map((task) => taskPlan(random, nature, task, (ms * 0.5) / Math.max(1, tasks.length))),
    isUndoing,
    checksFirst: isHit(random, 0.15),
    pressesTwice: isHit(random, 0.3 * (1 - nature.patience)),
    fills: step.fill !== undefined && isHit(random, 0.4),
    typo: value === undefined ? null : { value, kind },
    habit: habit
      ? {
          kind: habit,
          afterTask: Math.floor(between(random, 0, tasks.length)),
          ms: between(random, 0.3, habit === 'goes idle' ? 8 : 1) * minute,
        }
      : null,
    asksAt: nature.asks < 0.3 ? null : Math.ceil(between(random, 0, 1 + 3 * nature.patience)),
    asks: oneOf(random, questions) ?? '',
    puzzleMs: between(random, 0.3, 2) * minute * nature.pace,
  };
}

/** All that is decided beforehand about one person, whatever happens: the same for the same seed, and independent of everybody else. */
export function planOf(seed: string, person: number, lab: Lab, { tasks, undoing = [] }: Rehearsal): PersonPlan {
  const random = randomFor(seed, person);
  const nature = natureOf(random);
  const [first = '', ...others] = Object.keys(lab.tracks);
  const track = isHit(random, 0.2) ? (oneOf(random, others) ?? first) : first;
  // most are there in the first minutes, and somebody always comes late
  const arrivesAfterMs = (isHit(random, 0.08) ? between(random, 4, 9) : between(random, 0, 2.5)) * minute;
  const mistypesCode = isHit(random, 0.15);
  const steps = stepsOf(lab, track).map((step) => {
    const own = randomFor(seed, person, step.slug);
    return [step.slug, stepPlan(own, nature, step, tasks[step.slug] ?? [], undoing.includes(step.slug))] as const;
  });
  return { track, arrivesAfterMs, mistypesCode, steps: Object.fromEntries(steps) };
}
