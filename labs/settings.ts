import { z } from 'zod';
import type { Known } from '@/lib/checks/known';
import type { Lab } from './lab';

/** A workshop's settings as checks know them; only those that the lab still has. */
export function settingsOf(lab: Lab, stored: unknown): Known {
  const all = z.record(z.string(), z.string()).parse(stored);
  return Object.fromEntries(lab.settings.flatMap((s) => (all[s.name] ? [[s.name, all[s.name]]] : [])));
}

/** The facilitator's form: every setting right, or what is wrong with which. */
export function parseSettings(
  lab: Lab,
  typed: Record<string, string>,
): { settings: Record<string, string> } | { problems: Record<string, string> } {
  const settings: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const { name, schema } of lab.settings) {
    const parsed = schema.safeParse(typed[name] ?? '');
    if (parsed.success) settings[name] = parsed.data;
    else problems[name] = parsed.error.issues[0]?.message ?? 'This is not right yet.';
  }
  return Object.keys(problems).length > 0 ? { problems } : { settings };
}
