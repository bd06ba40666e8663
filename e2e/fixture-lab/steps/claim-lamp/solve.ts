import { cannot, done } from '@/lib/lab/part';
import { lab } from '../../vocabulary';

const claim = lab.part({
  id: 'claim',
  what: ({ lampName }) => `Claim the lamp ${lampName ?? ''} at the office`,
  turns: ['pharos.lamp-is-claimed'],
  details: { fuel: { what: 'An electric one', turns: [] } },
  needs: ['harbor', 'lampName', 'userName'],
  records: ['lampName'],
  async act({ pharos }, { harbor, lampName, userName }, { has }) {
    const office = pharos(userName);
    if (await office.lamp(harbor, lampName)) return cannot(`${lampName} belongs to another keeper. Enter another name.`);
    await office.claim(harbor, lampName, has('fuel') ? 'electric' : 'oil');
    return done(`Claimed ${lampName}.`, { lampName });
  },
});

const greet = lab.personsPart({ id: 'greet', what: 'Greet the harbor master', why: 'Only you can: they want to see you.', turns: [] });

export default [claim, greet];
