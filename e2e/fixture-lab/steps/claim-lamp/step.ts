import { lampIsClaimed } from '../../lamp';
import { lab } from '../../vocabulary';
import parts from './solve';

/** Missing, then a pass with advice. */
export default lab.step({
  title: 'Claim a lamp',
  minutes: 2,
  collects: ['lampName'],
  secrets: ['keeperKey'],
  checks: [lab.use(lampIsClaimed, { id: 'pharos.lamp-is-claimed', title: 'The lamp is yours', names: { lamp: 'lampName' } })],
  parts,
});
