import { expect, test } from 'vitest';
import type { PartResult } from './solve';
import { endingOf } from './solve-ending';

type How = PartResult['how'] | 'asked';
const parts = (...hows: How[]) => hows.map((how, i) => ({ what: `part ${i}`, said: '', how }));

test.each<[string, How[], string, string[]]>([
  ['every part done', ['done', 'done'], 'done', []],
  ['every part there already', ['already'], 'done', []],
  ['one part left to the person', ['done', 'person'], 'left', ['part 1']],
  ['two parts left to the person', ['person', 'already', 'person'], 'left', ['part 0', 'part 2']],
  ['a part that failed', ['failed', 'not-tried'], 'failed', ['part 0']],
  ['a part that failed after one that the person has to do', ['person', 'failed'], 'failed', ['part 1']],
  ['a part that continues in the service', ['under-way', 'person'], 'stopped', ['part 0']],
  ['a part that was not tried', ['done', 'not-tried', 'person'], 'stopped', ['part 1']],
  ['a part that nobody has started', ['asked'], 'stopped', ['part 0']],
  ['a step without parts', [], 'done', []],
])('%s', (_, hows, kind, about) => {
  const ending = endingOf(parts(...hows));
  const named = 'parts' in ending ? ending.parts : 'part' in ending ? [ending.part] : [];
  expect([ending.kind, named.map(({ what }) => what)]).toEqual([kind, about]);
});
