import { vocabulary } from '@/lib/lab/build';
import { pass } from '@/lib/lab/outcome';
import { value } from '@/lib/lab/vocabulary';

const words = vocabulary({
  clouds: {},
  settings: {},
  values: { ladderName: value({ label: 'Ladder', parse: (typed) => ({ value: typed }) }) },
  learns: {},
  credentials: {},
  tracks: { whole: { title: 'Whole orchard', forWhom: '' }, picking: { title: 'Picking only', forWhom: '' } },
});
const check = (id: string, title: string) => words.check({ id, title, needs: [], ask: async () => null, judge: () => pass('') });

/** A lab that reports are tested with: three steps, the first of which is not on the second track. */
export const orchard = words.lab({
  id: 'orchard',
  folder: '',
  title: 'Pick apples',
  summary: '',
  goals: [],
  sections: [
    {
      title: 'All of it',
      steps: {
        ladder: words.step({
          ...{ title: 'Get a ladder', minutes: 5, tracks: ['whole'], collects: ['ladderName'] },
          checks: [check('orchard.ladder-stands', 'The ladder stands')],
        }),
        pick: words.step({ title: 'Pick', minutes: 20, checks: [check('orchard.basket-is-full', 'The basket is full')] }),
        'tidy-up': words.step({ title: 'Tidy up', minutes: 3, checks: [check('orchard.ladder-is-back', 'The ladder is back')] }),
      },
    },
  ],
  cleanUp: {
    step: 'tidy-up',
    leftovers: [{ label: 'Ladder', where: 'the orchard', costs: true, check: 'orchard.ladder-is-back', names: ['ladderName'] }],
  },
});
