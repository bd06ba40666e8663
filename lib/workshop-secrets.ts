import { z } from 'zod';
import { db } from './db';
import { env } from './env';
import { seal, unseal } from './seal';

/** As the database holds them: by the setting's name, sealed for this one workshop. */
const Stored = z.record(z.string(), z.object({ keyId: z.string(), sealed: z.base64() }));
type Stored = z.infer<typeof Stored>;

const contextOf = (workshopId: string, name: string) => `workshop ${workshopId} ${name}`;

export function sealSecrets(workshopId: string, secrets: Record<string, string>): Stored {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, plain]) => {
      const { keyId, sealed } = seal(plain, contextOf(workshopId, name), env().SEAL_KEYS);
      return [name, { keyId, sealed: sealed.toString('base64') }];
    }),
  );
}

/** Which secret settings a workshop has; never what they are. */
export async function secretNames(workshopId: string): Promise<string[]> {
  return Object.keys(await storedOf(workshopId));
}

/** One secret setting in clear, for the request that needs it. Null: never given, or sealed with a key that is gone. */
export async function openSecret(workshopId: string, name: string): Promise<string | null> {
  const stored = (await storedOf(workshopId))[name];
  if (!stored) return null;
  return unseal({ keyId: stored.keyId, sealed: Buffer.from(stored.sealed, 'base64') }, contextOf(workshopId, name), env().SEAL_KEYS);
}

async function storedOf(workshopId: string): Promise<Stored> {
  const found = await db().workshop.findUnique({ where: { id: workshopId }, select: { secrets: true } });
  return Stored.parse(found?.secrets ?? {});
}
