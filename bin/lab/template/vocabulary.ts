import { z } from 'zod';
import { vocabulary } from '@/lib/lab/build';
import { setting, value } from '@/lib/lab/vocabulary';

/** The words of this lab. Names of values and learned values are in the database: never rename one. */
export const lab = vocabulary({
  // the services that this lab asks, such as `azure` from '@/lib/clouds'
  clouds: {},
  // what differs from one workshop to the next
  settings: {
    namePrefix: setting({
      label: 'Name prefix',
      hint: 'Every name that attendees choose starts with it.',
      schema: z
        .string()
        .trim()
        .regex(/^[a-z0-9-]{1,20}$/, 'A prefix has lowercase letters, digits, and hyphens.'),
      preset: 'lab-',
      group: 'Names',
    }),
  },
  // what an attendee records
  values: {
    resourceName: value({
      label: 'Resource name',
      placeholder: 'lab-your-name',
      parse: (typed) =>
        /^[\w-]{3,60}$/.test(typed.trim())
          ? { value: typed.trim() }
          : { problem: 'A name has 3 to 60 letters, digits, hyphens, or underscores.' },
    }),
  },
  // what passing checks read from the services
  learns: {},
  // keys and other secrets
  credentials: {},
  // the ways through the lab; the first one is preselected
  tracks: {
    whole: { title: 'Whole lab', forWhom: 'Everybody.' },
  },
});
