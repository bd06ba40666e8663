import { mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AuthError } from '@azure/msal-node';
import { argumentsOf } from '@/bin/arguments';
import { Plain } from '@/bin/plain.mjs';
import { cloudOrigin } from '@/lib/env';
import { drift } from './drift';
import { keptIn, writeWhole } from './kept';
import { askForKey, parseProbeEnv, placeOf } from './place';
import { answersOf, reportOf } from './report';
import { probe } from './run';
import { signIn } from './sign-in';

const usage = 'Use: npm run probe -- [--to FOLDER]';

/** @returns the exit code: 0, 2 if the vendors answer differently than last time, or 3 if the last answers can’t be read */
export async function run(root: string, args: string[], source = process.env): Promise<number> {
  const { values } = argumentsOf({ args, options: { to: { type: 'string' } } }, usage);
  const folder = resolve(values.to ?? join(source['DATA_DIR'] ?? join(root, '.data'), 'probe'));
  const env = readEnv(source);
  const at = (name: string) => join(folder, name);
  mkdirSync(folder, { recursive: true });
  const kept = keptIn(at('last.json'));
  if (kept === 'broken') {
    renameSync(at('last.json'), at('last.broken.json'));
    console.log(`The last answers can’t be read from ${at('last.json')}. Nothing is compared this time, and the probe will end with code 3.
The file is now last.broken.json. The next run compares with this one.\n`);
  }
  const last = kept === 'broken' ? null : kept;
  const asWho = env.ENTRA_TENANT_ID ? await signedIn(env.ENTRA_TENANT_ID, env.PROBE_CLIENT_ID) : null;
  const keys = {
    tokenFor: asWho?.tokenFor ?? null,
    dssAdminKey: env.PROBE_DSS_ADMIN_KEY ?? (env.PROBE_DSS_URL ? await askForKey('DSS administrator’s API key') : null),
    dssKey: env.PROBE_DSS_KEY ?? (env.PROBE_DSS_URL ? await askForKey('Your personal DSS API key') : null),
  };
  const findings = await probe(placeOf(env, asWho?.userName), keys, ({ assumes }, { verdict, answer }) =>
    console.log(`${verdict.padEnd(15)} ${assumes}: ${answer}`),
  );

  const drifts = last ? drift(last, findings) : [];
  const isPractice = cloudOrigin() !== undefined;
  const date = new Date().toISOString().slice(0, 10);
  const told = Object.fromEntries(Object.entries(findings).filter(([, { verdict }]) => verdict !== 'could not tell'));
  writeWhole(at('report.md'), reportOf({ date, isPractice, findings, drifts, last }));
  writeWhole(at('vendor-answers.json'), `${JSON.stringify(answersOf(findings, isPractice), null, 2)}\n`);
  // keeps an earlier answer where there is none today, so that the next run can compare with it
  const plain = Object.fromEntries(Object.entries(told).map(([id, { verdict, answer }]) => [id, { verdict, answer }]));
  writeWhole(at('last.json'), `${JSON.stringify({ date, findings: { ...last?.findings, ...plain } }, null, 2)}\n`);

  for (const { id, was, is } of drifts) console.log(`\nChanged: ${id}\n  was ${was}\n  is  ${is}`);
  console.log(
    `\nThe report, which you can send to Guidepost’s makers: ${at('report.md')}\nThe answers for your portal (VENDOR_ANSWERS): ${at('vendor-answers.json')}`,
  );
  if (kept === 'broken') return 3;
  return drifts.length > 0 ? 2 : 0;
}

async function signedIn(tenantId: string, clientId: string | undefined) {
  try {
    return await signIn(tenantId, console.log, clientId);
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    throw new Plain(`Microsoft didn’t sign you in (${error.errorCode}). If your tenant doesn’t allow device codes of the Azure CLI, set PROBE_CLIENT_ID to your own
public client. To ask only DSS, leave out ENTRA_TENANT_ID.`);
  }
}

function readEnv(source: Record<string, string | undefined>) {
  try {
    cloudOrigin(); // throws a sentence if it is malformed
    return parseProbeEnv(source);
  } catch (error) {
    throw new Plain(`The probe can’t start with this environment:\n${error instanceof Error ? error.message : error}`);
  }
}
