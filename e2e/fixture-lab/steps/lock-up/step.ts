import { missing, pass } from '@/lib/lab/outcome';
import { lab } from '../../vocabulary';

/** A secret that stays in the tab, tried once; and a check that needs what another one learned. */
export default lab.step({
  title: 'Lock the lamp room',
  minutes: 2,
  tracks: ['keeper'],
  secrets: ['passphrase', 'keeperKey'],
  probes: [
    lab.probe({
      credential: 'passphrase',
      label: 'Does my passphrase work?',
      needs: ['lampId', 'userName'],
      attempt: async ({ pharos }, { lampId, userName }, passphrase) =>
        (await pharos(userName).opens(lampId, passphrase))
          ? pass('The passphrase opens the lamp room.')
          : missing('This passphrase does not open the lamp room.', 'Set it again.'),
    }),
  ],
  checks: [
    lab.check({
      id: 'pharos.room-is-locked',
      title: 'The room is locked',
      needs: ['lampId', 'userName'],
      ask: ({ pharos }, { lampId, userName }) => pharos(userName).isLocked(lampId),
      judge: (isLocked) => (isLocked ? pass('It is locked.') : missing('The room is open.', 'Lock it with your passphrase.')),
    }),
  ],
});
