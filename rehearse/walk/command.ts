import { readFileSync } from 'node:fs';
import { AuthError } from '@azure/msal-node';
import { z } from 'zod';
import { Plain } from '@/bin/plain.mjs';
import { allLabs } from '@/labs';
import type { Credential } from '@/lib/clouds/access';
import type { Lab } from '@/lib/lab/lab';
import { stepsOf, trackIn } from '@/lib/lab/lab';
import { originFor, parseSettings } from '@/lib/lab/settings';
import { askForKey } from '@/probe/place';
import { type SignedIn, signIn } from '@/probe/sign-in';
import { type Desk, terminal } from './desk';
import { walkReport } from './report';
import { walk } from './walk';

export interface WalkOptions {
  /** The file with the workshop's settings. */
  settings: string | undefined;
  track: string | undefined;
  clientId: string | undefined;
}

const howToSay = `Write the workshop's settings into a file, {"tenantId": "…", "subscriptionId": "…", …}, by the names that "lab" and
"settings" have; what is left out is as the lab presets it. No key or secret belongs there: they are asked for.`;

const Told = z.object({ lab: z.string().optional() }).catchall(z.string());

/** The lab and its settings, as the file says. @throws Plain that names what is wrong with each */
export function settingsFrom(text: string): { lab: Lab; settings: Record<string, string> } {
  const told = Told.safeParse(parsed(text)).data;
  if (!told) throw new Plain(`The settings must be a JSON object of text values. ${howToSay}`);
  const { lab: id, ...typed } = told;
  const lab = allLabs().find((one) => id === undefined || one.id === id);
  if (!lab)
    throw new Plain(
      `There is no lab ${id}. There are: ${allLabs()
        .map((one) => one.id)
        .join(', ')}.`,
    );
  const unknown = Object.keys(typed).filter((name) => !Object.hasOwn(lab.settings, name));
  const secret = unknown.filter((name) => Object.hasOwn(lab.credentials, name));
  if (secret.length > 0) throw new Plain(`Take ${secret.join(', ')} out of the file: secrets are asked for, and never read from a disk.`);
  if (unknown.length > 0) throw new Plain(`The lab has no settings ${unknown.join(', ')}. ${howToSay}`);
  const presets = Object.fromEntries(Object.entries(lab.settings).map(([name, { preset }]) => [name, preset]));
  const read = parseSettings(lab, { ...presets, ...typed });
  if ('problems' in read)
    throw new Plain(
      `The settings are not right yet:\n${Object.entries(read.problems)
        .map(([name, problem]) => `  ${name}: ${problem}`)
        .join('\n')}`,
    );
  return { lab, settings: read.settings };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Plain(`The settings file isn’t valid JSON. ${howToSay}`);
  }
}

/** Asks for keys that services without Entra ID's tokens want: the workshop's, or else a personal one. Kept in memory, and asked once. */
function keysOf(lab: Lab, settings: Readonly<Record<string, string>>, ask: typeof askForKey) {
  const known = new Map<string, Promise<string | null>>();
  const secretFor = (name: string): Promise<string | null> => {
    const asked = known.get(name) ?? ask(lab.credentials[name]?.label ?? name);
    known.set(name, asked);
    return asked;
  };
  async function credentialFor(cloud: string): Promise<Credential | null> {
    for (const [name, credential] of Object.entries(lab.credentials)) {
      if (credential.cloud !== cloud) continue;
      const [origin, key] = [originFor(lab, name, settings), await secretFor(name)];
      if (origin && key) return { origin, key, whose: credential.kind === 'sealed' ? 'workshop' : 'attendee' };
    }
    return null;
  }
  return { secretFor, credentialFor };
}

/**
 * Walks a real tenant once, as one person, who signs in with a code in their browser. Tokens and keys stay in memory.
 * @returns the exit code: 0, or 2 if there is an obstacle or something is left
 */
export async function runWalk({ settings: file, track, clientId }: WalkOptions, desk: Desk = terminal, ask = askForKey): Promise<number> {
  if (!file) throw new Plain(`Name the settings file: --settings FILE. ${howToSay}`);
  const { lab, settings } = settingsFrom(readFileSync(file, 'utf8'));
  const tenant = settings['tenantId'];
  if (!tenant) throw new Plain('The settings have no tenantId.');
  const me = await signedIn(tenant, desk, clientId);
  const { secretFor, credentialFor } = keysOf(lab, settings, ask);
  const walked = await walk({
    ...{ lab, settings, secretFor, desk, track: trackIn(lab, track ?? '') },
    person: { userName: me.userName, name: me.name, objectId: me.objectId, mail: me.userName },
    access: { tokenFor: me.tokenFor, who: me.objectId, isClick: true, credentialFor },
  });
  const last = stepsOf(lab, trackIn(lab, track ?? '')).at(-1);
  desk.say(`\n${walkReport(walked, last?.slug)}`);
  const isClean = walked.some(({ step }) => step.slug === last?.slug) && walked.every(({ open }) => open.length === 0);
  return isClean ? 0 : 2;
}

async function signedIn(tenantId: string, desk: Desk, clientId: string | undefined): Promise<SignedIn> {
  try {
    return await signIn(tenantId, desk.say, clientId);
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    throw new Plain(
      `Microsoft did not sign you in (${error.errorCode}). Where device codes are not allowed, name a public client of your own with --client.`,
    );
  }
}
