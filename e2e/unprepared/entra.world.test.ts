// A tenant that asks for more than a sign-in, from where an attendee stands: the rows of a step, with the portal's own tokens.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetTokens } from '@/lib/entra/tokens';
import type { Member } from '@/lib/lab/practice';
import { workspaceDone } from '../faults/done';
import { look, openWorkshop, placed, stepsFor } from '../faults/place';
import { practiceHands } from '../hands';

const hands = await practiceHands();
const rules = (given: object) => hands.practice('/rules', given);
let slug = '';
let member: Member;
let recorded: Record<string, string> = {};

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  member = await hands.newcomer('Eve Unapproved');
  recorded = await workspaceDone(hands, member, 'unapproved-lab');
  slug = await openWorkshop(hands);
});
afterAll(() => hands.practice('/reset'));

/** How each check of 1.1 stands, and which way on its row offers. @param first what happens after their last sign-in */
async function rows(first?: () => Promise<unknown>): Promise<Record<string, string>> {
  const who = await placed(hands, slug, member, recorded); // which signs them in, and consents
  await first?.();
  forgetTokens(who.person.homeAccountId);
  const [step] = stepsFor(who, ['create-workspace']);
  if (!step) throw new Error('There is no such step.');
  const { findings } = await look(who, step, { isFresh: true });
  return Object.fromEntries(
    findings.map(({ checkId, outcome }) => [
      checkId,
      outcome.status === 'unreachable' ? `${outcome.way ?? 'no way'}: ${outcome.message}` : outcome.status,
    ]),
  );
}

test('a second factor for Databricks alone is asked for on Databricks’ rows alone, with a button', async () => {
  await rows(); // they have signed in before the policy came
  await rules({ preset: 'unprepared', usersMayConsent: true, ipAccessListBlocks: false });
  expect(await rows()).toMatchObject({
    'azure.workspace-exists': 'pass',
    'azure.workspace-is-deployed': 'pass',
    'databricks.workspace-opens': expect.stringMatching(/^sign-in: Microsoft needs to verify it’s you/),
  });
  await rules({ mfaFor: [] });
  expect(await rows()).toMatchObject({ 'databricks.workspace-opens': 'pass' });
});

test('where people may not consent for themselves, a row that lacks it says who can', async () => {
  await rules({ usersMayConsent: false });
  const withdrawn = () => hands.practice('/consent/withdraw', { upn: member.upn, resource: 'databricks' });
  expect((await rows(withdrawn))['databricks.workspace-opens']).toMatch(/^(consent|no way|sign-in): .*(admin|allow)/i);
  await rules({ usersMayConsent: true });
  await hands.practice('/consent', { upn: member.upn });
  expect(await rows()).toMatchObject({ 'databricks.workspace-opens': 'pass' });
});
