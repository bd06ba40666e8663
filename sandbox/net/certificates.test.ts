import { X509Certificate as Parsed } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { connect, createServer } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { afterAll, expect, test } from 'vitest';
import { openAuthority } from './certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'authority-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a client that trusts the authority sees of a host. */
async function handshake(host: string): Promise<{ isAuthorized: boolean; raw: Buffer; ca: string; caFile: string }> {
  const authority = await openAuthority(folder);
  const secureContext = await authority.contextFor(host);
  const server = createServer({ SNICallback: (_, done) => done(null, secureContext) });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const ca = readFileSync(authority.caFile, 'utf8');
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const socket = connect({ host: '127.0.0.1', port, servername: host, ca });
  await new Promise<void>((done, fail) => socket.once('secureConnect', done).once('error', fail));
  const { raw } = socket.getPeerCertificate();
  const { authorized: isAuthorized } = socket;
  socket.destroy();
  server.close();
  return { isAuthorized, raw, ca, caFile: authority.caFile };
}

test('a certificate names its authority’s key, as Python 3.13 demands', async () => {
  const { isAuthorized, raw, ca } = await handshake('management.azure.com');
  expect(isAuthorized).toBe(true);
  const [leaf, issuer] = [new X509Certificate(new Uint8Array(raw)), new X509Certificate(ca)];
  expect(leaf.getExtension(AuthorityKeyIdentifierExtension)?.keyId).toBe(issuer.getExtension(SubjectKeyIdentifierExtension)?.keyId);
  expect(leaf.getExtension(SubjectKeyIdentifierExtension)).not.toBeNull();
  expect(issuer.getExtension(BasicConstraintsExtension)).toMatchObject({ ca: true, critical: true });
  const [parsed, authority] = [new Parsed(raw), new Parsed(ca)];
  expect([parsed.checkIssued(authority), parsed.verify(authority.publicKey), parsed.subjectAltName]).toEqual([
    true,
    true,
    'DNS:management.azure.com',
  ]);
});

test('the authority is kept, and its file is told by an absolute path', async () => {
  const [first, second] = [await handshake('a.example'), await handshake('b.example')];
  expect(second.ca).toBe(first.ca);
  expect(isAbsolute(first.caFile)).toBe(true);
});

test('an older version’s authority, without a key identifier, is made again', async () => {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const old = await X509CertificateGenerator.createSelfSigned({ name: 'CN=old', keys, signingAlgorithm: algorithm });
  writeFileSync(join(folder, 'ca.pem'), old.toString('pem'));
  const { isAuthorized, ca } = await handshake('c.example');
  expect(isAuthorized).toBe(true);
  expect(new X509Certificate(ca).getExtension(SubjectKeyIdentifierExtension)).not.toBeNull();
});
