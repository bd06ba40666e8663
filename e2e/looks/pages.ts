import type { BrowserContextOptions } from '@playwright/test';
import type { Scene } from './scene';

/** A page, and who looks at it. */
export interface Shot {
  title: string;
  path: string;
  who: 'attendee' | 'troubled' | 'facilitator' | 'stranger';
  /** Who the visitor is to the practice cloud, for a page of its consoles. */
  upn?: string;
}

export const consolesOf = ({ consoles }: Scene): Shot[] =>
  consoles.map(({ upn, path }) => ({ title: `Practice ${path}`, path: `${process.env['CLOUD_ORIGIN']}${path}`, who: 'stranger', upn }));

export function shotsOf({ slug, joinCode, troubledPlace }: Scene): Shot[] {
  const [lab, room] = [`/w/${slug}`, `/facilitate/${slug}`];
  return [
    { title: 'Start', path: '/', who: 'stranger' },
    { title: 'Sign in', path: '/sign-in', who: 'stranger' },
    { title: 'Sign-in problem', path: '/sign-in/problem?error=Declined', who: 'stranger' },
    { title: 'Signed out', path: '/signed-out', who: 'stranger' },
    { title: 'Workshops', path: '/', who: 'attendee' },
    { title: 'The lab', path: lab, who: 'attendee' },
    { title: 'A step', path: `${lab}/create-cluster`, who: 'troubled' },
    { title: 'A step to fix', path: `${lab}/connect-cluster`, who: 'attendee' },
    { title: 'A step, verified', path: `${lab}/create-workspace`, who: 'attendee' },
    { title: 'A step with code', path: `${lab}/train-model`, who: 'attendee' },
    { title: 'A step with a matrix', path: `${lab}/warehouse-recipes`, who: 'attendee' },
    { title: 'Summary', path: `${lab}/summary`, who: 'attendee' },
    { title: 'Not in the workshop', path: '/?join=needed', who: 'attendee' },
    { title: 'Join', path: `/join/${joinCode}`, who: 'facilitator' },
    { title: 'Not found', path: '/no-such-page', who: 'attendee' },
    { title: 'For facilitators', path: room, who: 'attendee' },
    { title: 'Workshops to facilitate', path: '/facilitate', who: 'facilitator' },
    { title: 'A new workshop', path: '/facilitate/new?lab=databricks-dss', who: 'facilitator' },
    { title: 'Board', path: room, who: 'facilitator' },
    { title: 'Board, filtered', path: `${room}?step=connect-cluster&sort=lag`, who: 'facilitator' },
    { title: 'Projector view', path: `${room}?view=projector`, who: 'facilitator' },
    { title: 'Help', path: `${room}/help`, who: 'facilitator' },
    { title: 'Schedule', path: `${room}/schedule`, who: 'facilitator' },
    { title: 'An attendee on the board', path: `${room}/${troubledPlace}`, who: 'facilitator' },
    { title: 'A step on the board', path: `${room}/step/connect-cluster`, who: 'facilitator' },
    { title: 'People', path: `${room}/people`, who: 'facilitator' },
    { title: 'Judge again', path: `${room}/replay`, who: 'facilitator' },
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

/** The consoles of the practice cloud, which all share one plain look. */
export const ofConsoles = everyPage.filter(({ name }) => name === '1280 light' || name === '390 dark');

/** The pages that most people see are looked at in every other way, too. */
export const otherWays: Look[] = [
  { name: '360', options: at(360) },
  { name: '768', options: at(768) },
  { name: '2560', options: at(2560, 1300) },
  { name: '200 % zoom of 1280', options: { ...at(640, 450), deviceScaleFactor: 2 } },
  { name: 'forced colors', options: { ...at(1280), forcedColors: 'active' } },
  { name: 'without JavaScript', options: { ...at(1280), javaScriptEnabled: false } },
  { name: 'print', options: at(794, 1123), isPrinted: true },
];
const inEveryWay = ['The lab', 'A step', 'A step with code', 'Summary', 'Board', 'Projector view', 'Help', 'Report', 'Settings'];
export const isInEveryWay = ({ title }: Shot): boolean => inEveryWay.includes(title);

/** A picture of the docs: a page from its top, or one part of it. */
export interface Picture extends Omit<Shot, 'title'> {
  file: string;
  height: number;
  part?: string;
}
export function picturesOf({ slug }: Scene): Picture[] {
  const [lab, room] = [`/w/${slug}`, `/facilitate/${slug}`];
  return [
    { file: 'step.png', path: `${lab}/connect-cluster`, who: 'attendee', height: 920 },
    { file: 'map.png', path: lab, who: 'attendee', height: 1000, part: 'main figure' },
    { file: 'board.png', path: room, who: 'facilitator', height: 1200 },
    { file: 'help.png', path: `${room}/help`, who: 'facilitator', height: 800 },
    { file: 'projector.png', path: `${room}?view=projector`, who: 'facilitator', height: 900 },
    { file: 'report.png', path: `${room}/report`, who: 'facilitator', height: 800 },
    { file: 'people.png', path: `${room}/people`, who: 'facilitator', height: 800 },
  ];
}
export const forDocs: Look = {
  name: 'docs',
  options: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' },
};
