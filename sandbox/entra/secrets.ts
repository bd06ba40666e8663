import { createHash, randomBytes } from 'node:crypto';
import type { Person } from '../world/cast.ts';
import type { ClientSecret } from '../world/entra.ts';

/** Adds a client secret. This is the only time that its value is known. */
export function addSecret(secrets: ClientSecret[], by: Person, description: string, endsAt: number): { id: string; value: string } {
  const value = `${randomBytes(3).toString('hex')}8Q~${randomBytes(24).toString('base64url')}`.slice(0, 40);
  const id = crypto.randomUUID();
  secrets.push({
    id,
    hint: value.slice(0, 3),
    hash: createHash('sha256').update(value).digest('hex'),
    description,
    madeBy: by.upn,
    endsAt,
  });
  return { id, value };
}
