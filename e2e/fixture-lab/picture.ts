import type { Picture } from '@/lib/lab/picture';

export const light: Picture = {
  kind: 'drawing',
  title: 'How the light gets out to sea',
  caption: 'The lamp makes it, the lens bundles it.',
  lanes: [
    {
      columns: [
        { lamp: { label: 'Your lamp', note: ':step[claim-lamp]', rows: { name: { value: '{{lampName}}' } } } },
        { lens: { label: 'Its lens', rows: { serial: { label: 'Serial number', value: '{{lensSerial}}' } } } },
        { ships: { label: 'Ships', note: 'off {{harbor}}' } },
      ],
      arrows: [
        { from: 'lamp', to: 'lens', label: 'light', look: 'thick' },
        { from: 'lens', to: 'ships', label: 'a beam', look: 'thick' },
        { from: 'ships', to: 'lamp', label: 'a horn, on foggy nights', look: 'dashed' },
      ],
    },
  ],
};
