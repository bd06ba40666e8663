import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const signature = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const newKeys = () =>
  crypto.subtle.generateKey({ ...signature, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, true, ['sign', 'verify']);

const day = 86_400_000;
/** From an hour ago, for clients whose clock is behind. */
const validFor = (days: number) => ({ notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + days * day) });

const pemOf = async (key: CryptoKey) => PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
const keyFrom = (pem: string) => crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), signature, true, ['sign']);

/** An authority of an older version has no key identifier, which strict clients ask for, so it is made again. */
const isUsable = (cert: string) => new X509Certificate(cert).getExtension(SubjectKeyIdentifierExtension) !== null;

/**
 * The practice cloud's own certificate authority: created once, kept in the data folder, and trusted only by clients configured to.
 * Its certificates carry what RFC 5280 demands, which Python verifies since 3.13 (`VERIFY_X509_STRICT`): key identifiers on both.
 * @returns the absolute path of the authority's certificate, and the TLS context for a host
 */
export async function openAuthority(folder: string): Promise<{ caFile: string; contextFor(host: string): Promise<SecureContext> }> {
  mkdirSync(folder, { recursive: true });
  const caFile = resolve(join(folder, 'ca.pem'));
  const keyFile = join(folder, 'ca.key.pem');
  if (!existsSync(caFile) || !existsSync(keyFile) || !isUsable(readFileSync(caFile, 'utf8'))) {
    const keys = await newKeys();
    const made = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=Guidepost practice cloud CA',
      keys,
      signingAlgorithm: signature,
      ...validFor(3650),
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    writeFileSync(keyFile, await pemOf(keys.privateKey), { mode: 0o600 });
    writeFileSync(caFile, made.toString('pem'));
  }
  const ca = new X509Certificate(readFileSync(caFile, 'utf8'));
  const signingKey = await keyFrom(readFileSync(keyFile, 'utf8'));
  const contexts = new Map<string, Promise<SecureContext>>();

  async function make(host: string): Promise<SecureContext> {
    const keys = await newKeys();
    const made = await X509CertificateGenerator.create({
      subject: `CN=${host}`,
      issuer: ca.subject,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: signature,
      ...validFor(397), // the longest that browsers accept
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(ca.publicKey),
      ],
    });
    return createSecureContext({ key: await pemOf(keys.privateKey), cert: `${made.toString('pem')}\n${ca.toString('pem')}` });
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
