import type { Rehearsal } from './rehearsal';

/** One of the practice cloud's made-up people. */
export interface Member {
  upn: string;
  /** Where it is another than the user principal name. */
  mail?: string | undefined;
  name: string;
  oid: string;
  appRoles: string[];
}

/** The practice cloud, for a lab's made-up attendees to act in. */
export interface PracticeCloud {
  /** What it says about itself at /_practice/about. */
  about: unknown;
  /** One of the cast. @throws if nobody has that name */
  member: (name: string) => Member;
  /** Somebody new in the tenant. */
  newcomer: (name: string, more?: Record<string, unknown>) => Promise<Member>;
  /** Posts to /_practice/: what a person does there with a click. */
  practice: (path: string, body?: unknown) => Promise<unknown>;
  /** An access token for a resource, by name and password. Only a practice tenant grants one like this. */
  token: (who: Member, resource: string) => Promise<string>;
  /** Asks a vendor's API as somebody. */
  call: (who: Member, resource: string, method: string, url: string, body?: unknown) => Promise<unknown>;
}

/** What one of the cast has done so far, so that a practice board has content. */
export interface Story {
  name: string;
  /** How many steps they have opened. */
  steps: number;
  /** Does it in the practice cloud. @returns the values they recorded */
  play: () => Promise<Record<string, string>>;
}

/** A workshop's settings, by name. */
export type WorkshopSettings = Readonly<Record<string, string>>;

/** What a lab brings to the practice cloud. */
export interface Practice {
  /** Settings and secrets that fit it. @param about what it says about itself */
  settings: (about: unknown) => { settings: Record<string, string>; secrets: Record<string, string> };
  stories: (cloud: PracticeCloud) => Story[];
  /** What people of a rehearsal do (`npm run rehearse`). A lab without one can be read in a rehearsal, and no more. */
  rehearsal?: (cloud: PracticeCloud, settings: WorkshopSettings) => Rehearsal;
}
