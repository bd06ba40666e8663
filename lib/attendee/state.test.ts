import { expect, test } from 'vitest';
import { z } from 'zod';
import { vocabulary } from '@/lib/lab/build';
import { inTab, setting, value } from '@/lib/lab/vocabulary';
import type { Attendee } from './find';
import { inLab } from './in-lab';
import { briefStateOf, stateOf } from './state';

const kettle = (preset: string) => setting({ label: 'Kettle', schema: z.string(), preset, group: 'Kitchen' });

/** A lab as one build of the portal has it. */
function labOf({ shop = 'https://tea.example/', pinFor = 'kettle', reads = (leaf: string) => leaf } = {}) {
  const words = vocabulary({
    clouds: {},
    settings: {
      kettle: kettle('https://kettle.example'),
      pot: kettle('https://pot.example'),
      blend: setting({ label: 'Blend', schema: z.string(), preset: 'green', group: 'Kitchen', reads }),
    },
    values: { leaf: value({ label: 'Leaf', parse: (typed) => ({ value: typed }) }) },
    learns: {},
    credentials: { pin: inTab({ label: 'PIN', hint: '', for: pinFor }) },
    tracks: { all: { title: 'All', forWhom: '' } },
  });
  const consoles = { shop: { label: 'Shop', url: ({ leaf }: { leaf?: string }) => (leaf ? `${shop}${leaf}` : null) } };
  const lab = { id: 'tea', folder: 'labs/tea', title: 'Tea', summary: '', goals: [], consoles };
  return words.lab({
    ...lab,
    sections: [{ title: 'One', steps: { s: words.step({ title: 'S', minutes: 1, collects: ['leaf'], checks: [] }) } }],
  });
}

const attendee: Attendee = {
  person: { id: 'p', objectId: 'o', name: 'Pia', userName: 'pia@tea.example', mail: null, homeAccountId: 'h', isFacilitator: false },
  workshop: {
    ...{ id: 'w', slug: 'w', lab: 'tea', title: 'T', joinCode: 'c', settings: {}, isPractice: true },
    ...{ endsAt: null, closedAt: null, retentionDays: 30 },
  },
  enrolment: { id: 'e', track: 'all', step: null, helpAt: null, revision: '1', values: { leaf: 'sencha' } },
};

test('a page that has the facts gets none; what a portal that was updated makes otherwise of the same values, it gets', () => {
  const { factsId } = stateOf(inLab(attendee, labOf()), {});
  const next = (lab: ReturnType<typeof labOf>) => briefStateOf(inLab(attendee, lab), {}, factsId);
  for (const fact of ['values', 'links', 'origins']) expect(next(labOf())).not.toHaveProperty(fact);
  expect(next(labOf({ shop: 'https://shop.tea.example/' }))).toMatchObject({
    links: { shop: { href: expect.stringContaining('shop.tea.example/sencha') } },
  });
  expect(next(labOf({ pinFor: 'pot' }))).toMatchObject({ origins: { pin: 'https://pot.example' } });
  expect(next(labOf({ reads: (leaf) => `a ${leaf} one` }))).toMatchObject({ values: { blend: 'a green one' } });
});

test('a forged id, and a value that is called like what every object has, are no facts', () => {
  const values: Record<string, string> = JSON.parse('{"__proto__":"x","leaf":"sencha"}');
  const odd = inLab({ ...attendee, enrolment: { ...attendee.enrolment, values } }, labOf());
  for (const held of ['', '__proto__', 'x'.repeat(100), undefined])
    expect(briefStateOf(odd, {}, held)).toMatchObject({ values: { leaf: 'sencha' } });
});
