import { pass, wrong } from '@/lib/lab/outcome';
import { askLamp } from '../../lamp';
import { lab } from '../../vocabulary';

/** Wrong, with what is expected and what was found. */
export default lab.step({
  title: 'Show the right color',
  minutes: 1,
  tracks: ['keeper'],
  secrets: ['keeperKey'],
  checks: [
    lab.check({
      id: 'pharos.lamp-shows-color',
      title: 'It shows the color of this harbor',
      needs: ['harbor', 'lampName', 'userName', 'color'],
      ask: askLamp,
      judge({ lamp }, { color }) {
        if (lamp.color === color) return pass(`It shows ${color}.`);
        return wrong('The lamp shows the wrong color.', { expected: color, found: lamp.color, remedy: 'Change its glass.' });
      },
    }),
  ],
});
