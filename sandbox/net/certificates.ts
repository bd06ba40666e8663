import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';

const inTenYears = () => new Date(Date.now() + 3650 * 86_400_000);

/** The practice cloud's own certificate authority: created once, kept in the data folder, and trusted only by clients configured to. */
export async function openAuthority(folder: string): Promise<{ caFile: string; contextFor(host: string): Promise<SecureContext> }> {
  mkdirSync(folder, { recursive: true });
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca.key.pem');
  if (!existsSync(caFile) || !existsSync(keyFile)) {
    const made = await generate([{ name: 'commonName', value: 'Guidepost practice cloud CA' }], {
      keySize: 2048,
      algorithm: 'sha256',
      notAfterDate: inTenYears(),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    writeFileSync(keyFile, made.private, { mode: 0o600 });
    writeFileSync(caFile, made.cert);
  }
  const ca = { cert: readFileSync(caFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  const contexts = new Map<string, Promise<SecureContext>>();

  async function make(host: string): Promise<SecureContext> {
    const made = await generate([{ name: 'commonName', value: host }], {
      keySize: 2048,
      algorithm: 'sha256',
      ca,
      notAfterDate: inTenYears(),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
      ],
    });
    return createSecureContext({ key: made.private, cert: `${made.cert}\n${ca.cert}` });
  }

  return {
    caFile,
    contextFor(host) {
      const context = contexts.get(host) ?? make(host);
      contexts.set(host, context);
      return context;
    },
  };
}
