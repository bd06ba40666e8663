import type { LabMap } from '@/lib/lab/map';

export const map: LabMap = {
  title: 'Your night at the lighthouse',
  start: { keeper: { label: 'You' } },
  groups: {
    tower: {
      label: 'The tower',
      cloud: 'pharos',
      parts: {
        lamp: { label: 'Your lamp', step: 'claim-lamp', checks: ['pharos.lamp-is-claimed', 'pharos.lamp-burns'] },
        lens: { label: 'Its lens', step: 'fit-lens', checks: ['pharos.lens-is-fitted'] },
      },
    },
    office: {
      label: 'The harbor office',
      parts: { log: { label: 'The log', note: 'signed at dawn', step: 'sign-off', checks: ['pharos.log-is-signed'] } },
    },
  },
  ways: [
    { from: 'keeper', to: 'tower', isDashed: true },
    { from: 'lens', to: 'lamp', step: 'fit-lens', checks: ['pharos.lens-is-fitted'] },
    { from: 'lamp', to: 'log', step: 'sign-off', checks: ['pharos.log-is-signed'] },
  ],
};
