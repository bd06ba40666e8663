import { z } from 'zod';
import type { Lab } from './lab';
import { type Known, notOneLine, oneLine, type Sealed, saveWithout } from './vocabulary';

const Stored = z.record(z.string(), z.string());

/**
 * A workshop's settings as checks get them, limited to those that the lab still has. A setting that the lab has gained since they were
 * saved has its preset; one that was left empty stays empty.
 */
export function settingsOf(lab: Lab, stored: unknown): Record<string, string> {
  const all = Stored.parse(stored);
  const told = Object.entries(lab.settings).map(([name, { preset }]) => [name, all[name] ?? preset] as const);
  return Object.fromEntries(told.filter(([, text]) => text !== ''));
}

/** The same, as the facilitator's form shows them: a setting that was stored empty is empty, not its preset. */
export function storedSettings(lab: Lab, stored: unknown): Record<string, string> {
  const all = Stored.parse(stored);
  return Object.fromEntries(Object.keys(lab.settings).flatMap((name) => (Object.hasOwn(all, name) ? [[name, all[name] ?? '']] : [])));
}

/** The settings that texts show in other words. */
export const settingsInWords = (lab: Lab, settings: Known): Record<string, string> =>
  Object.fromEntries(Object.entries(lab.settings).flatMap(([name, { reads }]) => (reads ? [[name, reads(settings[name] ?? '')]] : [])));

/** The workshop's secrets that a lab asks its facilitator for, by name. */
export const sealedIn = (lab: Lab): [string, Sealed][] =>
  Object.entries(lab.credentials).flatMap(([name, credential]) => (credential.kind === 'sealed' ? [[name, credential]] : []));

/** The origin of the URL that a credential is for, according to the settings; null if it is for none, or the URL isn't set. */
export function originFor(lab: Lab, credential: string, settings: Known): string | null {
  const setting = lab.credentials[credential]?.for;
  return (setting !== undefined && URL.parse(settings[setting] ?? '')?.origin) || null;
}

/** The origins that the attendee's secrets are for, by name, as far as the settings say. */
export const originsOf = (lab: Lab, settings: Known): Record<string, string> =>
  Object.fromEntries(
    Object.entries(lab.credentials).flatMap(([name, { kind }]) => {
      const origin = kind === 'tab' ? originFor(lab, name, settings) : null;
      return origin ? [[name, origin]] : [];
    }),
  );

export type ParsedSettings =
  | {
      settings: Record<string, string> /** The secrets that were typed; an empty field keeps the stored one. */;
      secrets: Record<string, string>;
    }
  | { problems: Record<string, string> };

/** Parses the facilitator's form: all settings, or what is wrong with each. */
export function parseSettings(lab: Lab, typed: Record<string, string>): ParsedSettings {
  const settings: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const problems: Record<string, string> = {};
  const read = (name: string, schema: z.ZodType<string>, into: Record<string, string>) => {
    const text = typed[name] ?? '';
    const parsed = schema.safeParse(text);
    if (oneLine(text) === null) problems[name] = notOneLine;
    else if (parsed.success) into[name] = parsed.data;
    else problems[name] = parsed.error.issues[0]?.message ?? 'This is not right yet.';
  };
  for (const [name, { schema }] of Object.entries(lab.settings)) read(name, schema, settings);
  const contradictions = lab.agree?.(settings) ?? {};
  for (const [name, problem] of Object.entries(contradictions)) problems[name] ??= problem;
  for (const [name, { schema }] of sealedIn(lab)) read(name, schema, secrets);
  for (const [name, text] of Object.entries(secrets)) {
    if (!text) delete secrets[name];
    else if (!originFor(lab, name, settings)) problems[name] = 'Enter the URL that it is for, too.';
  }
  return Object.keys(problems).length > 0 ? { problems } : { settings, secrets };
}

/**
 * The secrets that a workshop keeps when its settings change: all but those entered for a URL whose origin is different now.
 * Somebody who changes the URL may not know the key, and must not be able to send it to a host of their choice.
 */
export function keptSecrets<T>(lab: Lab, kept: Record<string, T>, before: Known, after: Known): Record<string, T> {
  const isKept = (name: string) => lab.credentials[name]?.for === undefined || originFor(lab, name, before) === originFor(lab, name, after);
  return Object.fromEntries(Object.entries(kept).filter(([name]) => isKept(name)));
}

/** What to say at the field of each secret that a change of settings would drop, unless they agree. `agreed` has those they gave anew, too. */
export function losses(lab: Lab, kept: readonly string[], agreed: readonly string[], before: Known, after: Known): Record<string, string> {
  const stays = keptSecrets(lab, Object.fromEntries(kept.map((name) => [name, name])), before, after);
  const lost = kept.filter((name) => !Object.hasOwn(stays, name) && !agreed.includes(name));
  return Object.fromEntries(
    lost.map((name) => {
      const [from, to] = [originFor(lab, name, before), originFor(lab, name, after)];
      const again = to ? `Enter it again for ${to}, or tick “${saveWithout}”.` : `To remove it, tick “${saveWithout}”.`;
      return [name, `This was entered for ${from ?? 'another address'}. ${again}`];
    }),
  );
}
