import { missing, pass, since, waiting } from '@/lib/lab/outcome';
import { askLamp } from '../../lamp';
import { lab } from '../../vocabulary';

/** Waiting, until the lamp burns. */
export default lab.step({
  title: 'Light the lamp',
  minutes: 1,
  meanwhile: 'about a minute to warm up',
  tracks: ['keeper'],
  secrets: ['keeperKey'],
  checks: [
    lab.check({
      id: 'pharos.lamp-burns',
      title: 'It burns',
      needs: ['harbor', 'lampName', 'userName'],
      ask: askLamp,
      judge({ lamp, at }) {
        if (lamp.isBurning) return pass('It burns.');
        if (!lamp.litAt) return missing('Nobody has lit it yet.', 'Light it.');
        return waiting('The lamp is warming up', { ...since(lamp.litAt, at), usually: 60 });
      },
    }),
  ],
});
