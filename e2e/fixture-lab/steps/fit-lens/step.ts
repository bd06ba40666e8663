import { missing, pass, wrong } from '@/lib/lab/outcome';
import { askLamp } from '../../lamp';
import { lab } from '../../vocabulary';

/** What a fill finds: nothing, one, or a choice. */
export default lab.step({
  title: 'Fit a lens',
  minutes: 3,
  tracks: ['keeper'],
  collects: ['lens', 'lensSerial'],
  secrets: ['keeperKey'],
  fill: lab.fill({
    label: 'Find my lens',
    needs: ['harbor', 'userName'],
    uses: ['lens'],
    async read({ pharos }, { harbor, userName, lens }) {
      const lenses = await pharos(userName).lenses(harbor);
      const found = lenses.length === 1 ? lenses[0] : lenses.find(({ serial }) => serial === lens);
      if (found) return { values: { lens: found.serial, lensSerial: found.serial }, note: `Found ${found.serial} by ${found.maker}.` };
      if (lenses.length === 0) return { nothing: 'There is no lens in the store.' };
      return {
        choices: lenses.map(({ serial, maker }) => ({ value: serial, label: `${serial} by ${maker}` })),
        name: 'lens',
        note: 'Choose one.',
      };
    },
  }),
  checks: [
    lab.check({
      id: 'pharos.lens-is-fitted',
      title: 'The lens that you recorded is fitted',
      needs: ['harbor', 'lampName', 'userName', 'lensSerial'],
      ask: askLamp,
      judge({ lamp }, { lensSerial }) {
        if (!lamp.lens) return missing('There is no lens in the lamp yet.', 'Fit it.');
        if (lamp.lens === lensSerial) return pass(`${lensSerial} is fitted.`);
        return wrong('Another lens is fitted.', { expected: lensSerial, found: lamp.lens, remedy: 'Fit the one that you recorded.' });
      },
    }),
  ],
});
