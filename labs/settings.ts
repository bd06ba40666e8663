import { z } from 'zod';
import type { Known, KnownName } from '@/lib/checks/known';
import { isOpen, type Lab } from './lab';

/** A workshop's settings as checks know them; only those that the lab still has. */
export function settingsOf(lab: Lab, stored: unknown): Known {
  const all = z.record(z.string(), z.string()).parse(stored);
  return Object.fromEntries(lab.settings.filter(isOpen).flatMap((s) => (all[s.name] ? [[s.name, all[s.name]]] : [])));
}

export type ParsedSettings =
  | { settings: Record<string, string> /** Those that were typed: an empty field keeps what there is. */; secrets: Record<string, string> }
  | { problems: Record<string, string> };

/** The facilitator's form: every setting right, or what is wrong with which. */
export function parseSettings(lab: Lab, typed: Record<string, string>): ParsedSettings {
  const settings: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const { name, schema, isSecret } of lab.settings) {
    const parsed = schema.safeParse(typed[name] ?? '');
    if (!parsed.success) problems[name] = parsed.error.issues[0]?.message ?? 'This is not right yet.';
    else if (!isSecret) settings[name] = parsed.data;
    else if (parsed.data) secrets[name] = parsed.data;
  }
  return Object.keys(problems).length > 0 ? { problems } : { settings, secrets };
}

/**
 * The secrets that a workshop keeps when its settings change: all but those given for a URL whose origin is another one now.
 * Who changes the URL need not know the key, and must not have it sent to a host of their choice.
 */
export function keptSecrets<T>(lab: Lab, kept: Record<string, T>, before: Known, after: Known): Record<string, T> {
  const origin = (known: Known, name: KnownName) => URL.parse(known[name] ?? '')?.origin;
  const isKept = (name: string) => {
    const isFor = lab.settings.find((s) => s.name === name)?.isFor;
    return !isFor || origin(before, isFor) === origin(after, isFor);
  };
  return Object.fromEntries(Object.entries(kept).filter(([name]) => isKept(name)));
}
