import { knownOf } from '@/lib/attendee/in-lab';
import type { AttendeeState } from '@/lib/attendee/state';
import { type Lab, stepsOf } from '@/lib/lab/lab';
import { originsOf } from '@/lib/lab/settings';
import type { Known } from '@/lib/lab/vocabulary';

/** The workshop that preview pages are of. Components link to `/w/preview/…`. */
export const workshop = {
  id: 'preview',
  slug: 'preview',
  title: 'Preview',
  joinCode: 'PRE-VIEW',
  endsAt: null,
  closedAt: null,
  retentionDays: 30,
  isPractice: true,
};

const person = {
  id: 'preview',
  objectId: '00000000-0000-4000-8000-000000000000',
  name: 'Ada Quill',
  userName: 'ada.quill@example.com',
  mail: 'ada.quill@example.com',
  homeAccountId: 'preview',
  isFacilitator: false,
};

/** `workspaceName` as `sample-workspace-name`: for what the lab has no example of. */
const sampleFor = (name: string): string => `sample-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * What is known about a made-up attendee: the lab's presets, and its suggestions and placeholders as if the attendee had recorded them.
 * @param isRecorded false: they have not recorded or learned anything yet
 */
export function sampleKnown(lab: Lab, track: string, isRecorded: boolean): Known {
  const settings = Object.fromEntries(Object.entries(lab.settings).map(([name, { preset }]) => [name, preset || sampleFor(name)]));
  const enrolment = { id: 'preview', track, step: null, helpAt: null, revision: '1', values: {} };
  const given = knownOf({ lab, track, person, enrolment, workshop: { ...workshop, lab: lab.id, settings } });
  if (!isRecorded) return given;
  const recorded = stepsOf(lab, track).flatMap((step) =>
    step.collects.map(({ name, placeholder }) => [name, given[name] || placeholder || sampleFor(name)]),
  );
  const learnt = Object.keys(lab.learns).map((name) => [name, sampleFor(name)]);
  return { ...Object.fromEntries([...recorded, ...learnt]), ...given };
}

/** The same as an attendee's browser would hold it. Links lead to the vendors' own pages. */
export function sampleState(lab: Lab, track: string, known: Known, steps: AttendeeState['steps']): AttendeeState {
  const values = Object.entries(known).filter((entry): entry is [string, string] => !!entry[1]);
  const links = Object.entries(lab.consoles).map(([name, { label, url }]) => [name, { label, href: url(known) }]);
  return {
    person: person.id,
    revision: '1',
    track,
    at: null,
    helpAt: null,
    factsId: 'sample',
    values: Object.fromEntries(values),
    links: Object.fromEntries(links),
    origins: originsOf(lab, known),
    steps,
  };
}
