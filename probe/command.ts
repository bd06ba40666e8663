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

/** @returns the exit code: 0, 2 where the vendors answer differently since the last time, or 3 where the last answers could not be read */
export async function run(root: string, args: string[], source = process.env): Promise<number> {
  const { values } = argumentsOf({ args, options: { to: { type: 'string' } } }, usage);
  const folder = resolve(values.to ?? join(source['DATA_DIR'] ?? join(root, '.data'), 'probe'));
  const env = readEnv(source);
  const at = (name: string) => join(folder, name);
  mkdirSync(folder, { recursive: true });
  const kept = keptIn(at('last.json'));
  if (kept === 'broken') {
    renameSync(at('last.json'), at('last.broken.json'));
    console.log(`The last answers, ${at('last.json')}, cannot be read: nothing is compared this time, and the probe ends with code 3.
The file is now called last.broken.json. The next run compares with this one.\n`);
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
  // what could not be told today is compared with what was told before
  const plain = Object.fromEntries(Object.entries(told).map(([id, { verdict, answer }]) => [id, { verdict, answer }]));
  writeWhole(at('last.json'), `${JSON.stringify({ date, findings: { ...last?.findings, ...plain } }, null, 2)}\n`);

  for (const { id, was, is } of drifts) console.log(`\nChanged: ${id}\n  was ${was}\n  is  ${is}`);
  console.log(
    `\nThe report, which may be sent to Guidepost's makers: ${at('report.md')}\nFor the portal, as VENDOR_ANSWERS: ${at('vendor-answers.json')}`,
  );
  if (kept === 'broken') return 3;
  return drifts.length > 0 ? 2 : 0;
}

async function signedIn(tenantId: string, clientId: string | undefined) {
  try {
    return await signIn(tenantId, console.log, clientId);
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    throw new Plain(`Microsoft did not sign you in (${error.errorCode}). Where device codes are not allowed, set PROBE_CLIENT_ID to a public client
of your own, or leave ENTRA_TENANT_ID out: then only DSS is asked.`);
  }
}

function readEnv(source: Record<string, string | undefined>) {
  try {
    cloudOrigin(); // it says by itself what is wrong with it
    return parseProbeEnv(source);
  } catch (error) {
    throw new Plain(`The probe cannot start with this environment:\n${error instanceof Error ? error.message : error}`);
  }
}
