import { z } from 'zod';
import { vocabulary } from '@/lib/lab/build';
import { inTab, sealed, setting, value } from '@/lib/lab/vocabulary';
import { pharos } from './pharos';

/** A lab for tests only: everything that the engine offers, once, with a made-up vendor. */
export const lab = vocabulary({
  clouds: { pharos },
  settings: {
    pharosUrl: setting({
      label: 'Pharos URL',
      hint: 'Where Pharos keeps your harbor’s books.',
      schema: z
        .string()
        .trim()
        .regex(/^https:\/\/[a-z0-9.-]+$/, 'A Pharos URL looks like https://api.pharos.example.'),
      preset: 'https://api.pharos.example',
      group: 'Pharos',
    }),
    harbor: setting({
      label: 'Harbor',
      schema: z
        .string()
        .trim()
        .regex(/^[a-z-]{3,40}$/, 'A harbor looks like north-pier.'),
      preset: 'north-pier',
      group: 'Station',
    }),
    color: setting({
      label: 'Light color',
      schema: z.enum(['white', 'green', 'red'], 'A light is white, green, or red.'),
      preset: 'white',
      group: 'Station',
      isRare: true,
    }),
  },
  values: {
    lampName: value({
      label: 'Lamp name',
      placeholder: 'your-name-lamp',
      parse: (typed) =>
        /^[a-z0-9-]{3,60}$/.test(typed.trim())
          ? { value: typed.trim() }
          : { problem: 'A lamp name has 3 to 60 lowercase letters, digits, and hyphens.' },
      suggest: ({ userName = '' }) =>
        `${userName
          .split('@')[0]
          ?.toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')}-lamp`,
    }),
    lens: value({ label: 'Your lens', parse: (typed) => ({ value: typed }), isPick: true }),
    lensSerial: value({
      label: 'Lens serial number',
      parse: (typed) => (/^L-\d{4}$/.test(typed.trim()) ? { value: typed.trim() } : { problem: 'A serial number looks like L-0001.' }),
    }),
    hours: value({
      label: 'Hours of watch',
      parse: (typed) => (/^\d{1,2}$/.test(typed.trim()) ? { value: typed.trim() } : { problem: 'Enter the hours as a number.' }),
    }),
  },
  learns: { lampId: 'Lamp id' },
  credentials: {
    pharosKey: sealed({
      label: 'Pharos key',
      hint: 'Sealed when saved. Without one, attendees enter their own keeper key.',
      schema: z
        .string()
        .trim()
        .regex(/^\S{0,100}$/, 'A Pharos key has no spaces.'),
      cloud: 'pharos',
      for: 'pharosUrl',
      group: 'Pharos',
    }),
    keeperKey: inTab({
      label: 'Your keeper key',
      hint: 'Kept in this browser tab only, and sent when you press Verify.',
      cloud: 'pharos',
      for: 'pharosUrl',
    }),
    passphrase: inTab({ label: 'Your lamp passphrase', hint: 'Kept in this browser tab only.' }),
  },
  tracks: {
    keeper: { title: 'Keeper', forWhom: 'You stay for the night and tend the lamp.' },
    visitor: { title: 'Visitor', forWhom: 'You claim a lamp, sign the log, and leave.' },
  },
});
