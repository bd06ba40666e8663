// `npm run rehearse -- --people 1 --real`, through the proxy and on the vendors' real addresses: the nearest to a real tenant that there is here.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaNode } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tsx } from '@/bin/install.mjs';
import { practiceHands } from '@/e2e/hands';
import { personsHands } from '@/e2e/solve/persons-hands';
import lab from '@/labs/databricks-dss/lab';
import { stepsOf } from '@/lib/lab/lab';

const hands = await practiceHands();
const folder = mkdtempSync(join(tmpdir(), 'guidepost-walk-'));
const file = join(folder, 'settings.json');

beforeAll(async () => {
  await hands.practice('/reset');
  const { tenantId, subscriptionId, subscriptionName, dssUrl, appClientId, commonWorkspaceUrl } = hands.settings;
  writeFileSync(file, JSON.stringify({ tenantId, subscriptionId, subscriptionName, dssUrl, appClientId, commonWorkspaceUrl }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await hands.practice('/reset');
});

/** Walks a track, with somebody at the desk who does what they are told. */
async function walked(name: string, track: 'whole' | 'model', answers: (question: string) => string | null) {
  const member = await hands.newcomer(name);
  const { value: secret } = await hands.dss.clientSecret(member);
  const byHand = personsHands(hands, member, secret);
  const steps = stepsOf(lab, track);
  const said: string[] = [];
  let values: Record<string, string> = {};
  const { CLOUD_ORIGIN: _, ...env } = process.env;
  const child = execaNode('e2e/clients/walker.ts', [file, track], {
    nodeOptions: tsx(),
    env: { ...env, DSS_HOSTS: new URL(hands.settings.dssUrl).host },
    extendEnv: false,
    ipc: true,
    reject: false,
    all: true,
  });

  /** Does what the line before the question has told. */
  async function done(): Promise<string> {
    const line = said.findLast((one) => one.includes('☐')) ?? '';
    const here = steps.findLast(({ number, title }) => said.includes(`\n${number} ${title}`));
    const part = here?.parts?.find(({ what }) => typeof what === 'string' && line.includes(what));
    const [workspaceName = ''] = /\b[\w-]+-lab\b/.exec(said.find((one) => one.includes('-lab')) ?? '') ?? [];
    const told = await byHand(`${here?.slug}.${part?.id}`, { ...hands.settings, ...values, workspaceName });
    values = { ...values, ...told };
    return told ? '' : 's';
  }
  async function answer(kind: string, text: string): Promise<string | null> {
    if (kind === 'wait') await hands.practice('/clock', { advanceSeconds: Math.max(60, Number(text) / 1000) });
    if (kind === 'key') return /secret/i.test(text) ? secret : /admin/i.test(text) ? hands.dssAdminKey : null;
    if (text.startsWith('Press Enter once')) return done();
    const value = steps.flatMap(({ collects }) => collects).find(({ label }) => text === `${label}:`);
    return (value && values[value.name]) ?? answers(text);
  }
  for await (const message of child.getEachMessage()) {
    const { kind, text } = message as { kind: string; text: string }; // the walker's own
    if (kind === 'say') {
      said.push(text);
      const [, code] = /code ([A-Z0-9]{6,12})/.exec(text) ?? [];
      if (code) await approve(member.upn, code);
    } else if (kind === 'end') {
      said.push(`code ${text}`);
      break;
    } else {
      await child.sendMessage(await answer(kind, text));
    }
  }
  return { said, all: (await child).all };
}

async function approve(upn: string, code: string): Promise<void> {
  await fetch('https://login.microsoftonline.com/common/oauth2/deviceauth', {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `practice_who=${encodeURIComponent(upn)}` },
    body: new URLSearchParams({ code, decision: 'continue' }),
  });
}

test('a walk does what it can, has a person do the rest, and removes what it made', { timeout: 120_000 }, async () => {
  const { said, all } = await walked('Rea Walker', 'whole', (question) => (question.startsWith('Remove it?') ? 'yes' : 'g'));
  expect([said.at(-1), all]).toEqual(['code 0', '']);
  expect(said.at(-2)).toBe('\n14 of 14 steps are green.\n\nEverything that was made is gone again.');
  expect(said.filter((line) => line === '  All checks pass.')).toHaveLength(15);
  expect(said.join('\n')).not.toContain(hands.dssAdminKey);
});

test('an obstacle is named once, with what to do; whoever stops is asked what to do with what was made', {
  timeout: 60_000,
}, async () => {
  await hands.practice('/rules', { unregisteredProviders: ['Microsoft.Databricks'] });
  const { said, all } = await walked('Stan Dstill', 'whole', (question) => (question.startsWith('Remove it?') ? 'no' : 'q'));
  expect([said.at(-1), all]).toEqual(['code 2', '']);
  const report = said.at(-2) ?? '';
  expect(report).toContain('0 of 1 steps are green');
  expect(report).toMatch(/1\.1 Create a workspace\n {4}✗ Create the workspace \S+ in databricks-demo: .*Microsoft\.Databricks/);
  expect(report.match(/There is no workspace to check yet/g)).toHaveLength(1);
  expect(report).toContain('Nothing was removed');
});
