import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface SealKey {
  id: string;
  key: Buffer;
}
export interface Sealed {
  keyId: string;
  sealed: Buffer;
}

/** AES-256-GCM: nonce (12 bytes), tag (16), ciphertext. `context` is bound in, so that a sealed row opens only as the row it was. */
export function seal(plain: string, context: string, [key]: SealKey[]): Sealed {
  if (!key) throw new Error('There is no key to seal with.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return { keyId: key.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** @returns null when the key is gone or the bytes were changed: what was sealed then counts as absent. */
export function unseal({ keyId, sealed }: { keyId: string; sealed: Uint8Array }, context: string, keys: SealKey[]): string | null {
  const key = keys.find((k) => k.id === keyId);
  if (!key) return null;
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
