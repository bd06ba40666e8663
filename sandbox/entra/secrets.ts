import { createHash, randomBytes } from 'node:crypto';
import type { Person } from '../world/cast.ts';
import type { ClientSecret } from '../world/entra.ts';

/** A new client secret of an app; its value is known now and never again. */
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
