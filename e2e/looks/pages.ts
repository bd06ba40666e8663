import type { BrowserContextOptions } from '@playwright/test';
import type { Scene } from './scene';

/** A page, and who looks at it. */
export interface Shot {
  title: string;
  path: string;
  who: 'attendee' | 'facilitator' | 'stranger';
}

export function shotsOf({ slug, attendee }: Scene): Shot[] {
  const [lab, room] = [`/w/${slug}`, `/facilitate/${slug}`];
  return [
    { title: 'Start', path: '/', who: 'stranger' },
    { title: 'Sign in', path: '/sign-in', who: 'stranger' },
    { title: 'Sign-in problem', path: '/sign-in/problem?error=Declined', who: 'stranger' },
    { title: 'Signed out', path: '/signed-out', who: 'stranger' },
    { title: 'Workshops', path: '/', who: 'attendee' },
    { title: 'The lab', path: lab, who: 'attendee' },
    { title: 'A step', path: `${lab}/create-cluster`, who: 'attendee' },
    { title: 'A step, verified', path: `${lab}/create-workspace`, who: 'attendee' },
    { title: 'A step with code', path: `${lab}/train-model`, who: 'attendee' },
    { title: 'Summary', path: `${lab}/summary`, who: 'attendee' },
    { title: 'Not found', path: '/no-such-page', who: 'attendee' },
    { title: 'Workshops to facilitate', path: '/facilitate', who: 'facilitator' },
    { title: 'A new workshop', path: '/facilitate/new?lab=databricks-dss', who: 'facilitator' },
    { title: 'Board', path: room, who: 'facilitator' },
    { title: 'Board, filtered', path: `${room}?step=create-cluster&sort=lag`, who: 'facilitator' },
    { title: 'Projector view', path: `${room}?view=projector`, who: 'facilitator' },
    { title: 'Help', path: `${room}/help`, who: 'facilitator' },
    { title: 'Schedule', path: `${room}/schedule`, who: 'facilitator' },
    { title: 'An attendee on the board', path: `${room}/${attendee.enrolmentId}`, who: 'facilitator' },
    { title: 'People', path: `${room}/people`, who: 'facilitator' },
    { title: 'Report', path: `${room}/report`, who: 'facilitator' },
    { title: 'Settings', path: `${room}/settings`, who: 'facilitator' },
  ];
}

/** How a page is looked at. */
export interface Look {
  name: string;
  options: BrowserContextOptions;
  isPrinted?: boolean;
}

const at = (width: number, height = 900): BrowserContextOptions => ({ viewport: { width, height }, reducedMotion: 'reduce' });

export const everyPage: Look[] = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ name: `${width} ${colorScheme}`, options: { ...at(width), colorScheme } })),
);

/** The step page in every other way, too. */
export const stepOnly: Look[] = [
  { name: '360', options: at(360) },
  { name: '2560', options: at(2560, 1300) },
  { name: '200 % zoom of 1280', options: { ...at(640, 450), deviceScaleFactor: 2 } },
  { name: 'forced colors', options: { ...at(1280), forcedColors: 'active' } },
  { name: 'without JavaScript', options: { ...at(1280), javaScriptEnabled: false } },
  { name: 'print', options: at(794, 1123), isPrinted: true },
];
