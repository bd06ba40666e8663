import { z } from 'zod';
import { db } from './db';
import { env } from './env';
import type { Lab } from './lab/lab';
import { originFor, settingsOf } from './lab/settings';
import { seal, unseal } from './seal';

/**
 * As the database holds them: by the secret's name, sealed for this one workshop and for the one origin that it was given for.
 * One without an origin is of an earlier Guidepost, see lib/seals.ts.
 */
export const Stored = z.record(z.string(), z.object({ keyId: z.string(), sealed: z.base64(), origin: z.string().optional() }));
export type Stored = z.infer<typeof Stored>;

/** A secret in plain text, and the only origin that it may be sent to. */
export interface OpenSecret {
  origin: string;
  key: string;
}

/** A workshop's settings and secrets, read together, so that a key is never used with an older or newer address. */
export interface WorkshopNow {
  settings: Record<string, string>;
  /** The names of secrets that can be used. */
  kept: () => string[];
  /** The names of those that can't be used anymore: sealed with a key that is gone, or for another origin than the settings have. */
  lost: () => string[];
  open: (name: string) => OpenSecret | null;
}

const contextOf = (workshopId: string, name: string, origin: string) => `workshop ${workshopId} ${name} for ${origin}`;

/** Seals secrets, each for the origin that the settings have for it. */
export function sealSecrets(lab: Lab, workshopId: string, settings: Record<string, string>, secrets: Record<string, string>): Stored {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, plain]) => {
      const origin = originFor(lab, name, settings);
      if (!origin) throw new Error(`The settings have no URL that ${name} is for.`); // parseSettings lets none through
      const { keyId, sealed } = seal(plain, contextOf(workshopId, name, origin), env().SEAL_KEYS);
      return [name, { keyId, sealed: sealed.toString('base64'), origin }];
    }),
  );
}

/**
 * A workshop's current settings and secrets, in one query. Code that holds a workshop for longer than a request calls this before it asks a
 * service.
 */
export async function workshopNow(lab: Lab, workshopId: string): Promise<WorkshopNow> {
  const found = await db().workshop.findUnique({ where: { id: workshopId }, select: { settings: true, secrets: true } });
  return nowOf(lab, workshopId, found ?? { settings: {}, secrets: {} });
}

function nowOf(lab: Lab, workshopId: string, row: { settings: unknown; secrets: unknown }): WorkshopNow {
  const settings = settingsOf(lab, row.settings);
  const stored = Stored.parse(row.secrets);
  const open = (name: string): OpenSecret | null => {
    const one = stored[name];
    const origin = originFor(lab, name, settings);
    if (!one || !origin || one.origin !== origin) return null;
    const sealed = { keyId: one.keyId, sealed: Buffer.from(one.sealed, 'base64') };
    const key = unseal(sealed, contextOf(workshopId, name, origin), env().SEAL_KEYS);
    return key === null ? null : { origin, key };
  };
  const names = Object.keys(stored).filter((name) => lab.credentials[name]?.kind === 'sealed');
  return { settings, kept: () => names.filter((name) => open(name)), lost: () => names.filter((name) => !open(name)), open };
}
