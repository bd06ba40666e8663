// A tenant and a DSS that nobody has prepared, one gap after the other: what an attendee is told where it stops them, that it blames
// nobody who can't help it, and that the lab goes on from there once whoever owns it has closed the gap.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartResult } from '@/lib/lab/solve';
import { practiceHands } from '../hands';
import { type Someone, someone } from '../solve/person';

const hands = await practiceHands();
const rules = (given: object) => hands.practice('/rules', given);
let one: Someone;

beforeAll(async () => {
  await hands.practice('/reset'); // the other tests share this world
  // people sign in by password here, which meets no Conditional Access: see entra.world.test.ts
  await rules({ preset: 'unprepared', mfaFor: [], usersMayConsent: true, accessKeyWorksOnClusters: true });
  one = await someone(hands, 'Una Prepared', 'whole');
});
afterAll(() => hands.practice('/reset'));

/** What fails is tried again at each look, as long as anything else is under way: then the checks tell. @throws anything else */
function endless(error: unknown): PartResult[] {
  if (error instanceof Error && error.message.includes('still under way')) return [];
  throw error;
}

/** Does a step as far as it goes. @returns all that its parts and its checks say that is neither done nor green */
async function told(slug: string): Promise<string> {
  const parts = (await one.solve(slug).catch(endless)).filter(({ how }) => how !== 'done' && how !== 'already' && how !== 'not-tried');
  const findings = (await one.verify(slug)).filter(({ outcome }) => outcome.status !== 'pass');
  const said = findings.map(({ checkId, outcome }) => {
    const words = 'remedy' in outcome ? `${outcome.message} ${outcome.remedy}` : '';
    return `${checkId} ${outcome.status}: ${words}`;
  });
  return [...parts.map(({ id, how, said }) => `${id} ${how}: ${said}`), ...said].join('\n');
}

test('a resource provider that nobody has registered', async () => {
  expect(await told('create-workspace')).toMatch(
    /Nobody has registered Microsoft\.Databricks in the subscription\. .*an owner of the subscription registers it once/,
  );
  await rules({ unregisteredProviders: ['Microsoft.Compute'] });
});

test('a role on the resource group alone', async () => {
  expect(await told('create-workspace')).toMatch(
    /Your account may not create the resource group .*Contributor on one resource group isn’t enough/,
  );
  await rules({ mayCreateGroups: true });
});

test('an IP access list without the portal', async () => {
  expect(await told('create-workspace')).toMatch(/unreachable: .*IP access list blocks Guidepost/);
  await rules({ ipAccessListBlocks: false });
  expect(await told('create-workspace')).toBe('');
});

test('machines that the subscription is not registered for, and then a quota that is used up', async () => {
  expect(await told('create-cluster')).toMatch(/MissingSubscriptionRegistration|Microsoft\.Compute/);
  await rules({ unregisteredProviders: [] });
  expect(await told('create-cluster')).toMatch(/[Qq]uota/);
  await rules({ coreQuota: 100 });
  expect(await told('create-cluster')).toBe('');
  expect(await told('start-warehouse')).toBe('');
});

test('a DSS license without user isolation', async () => {
  expect(await told('connect-cluster')).toMatch(/user isolation/);
  await rules({ licenceHasUserIsolation: true });
  expect(await told('connect-cluster')).toBe('');
  expect(await told('connect-warehouse')).toBe('');
});

test('a right to create projects', async () => {
  await rules({ missingDssRights: ['Create projects', 'Write isolated code', 'Create code envs', 'Create active Web content'] });
  expect(await told('create-project')).toMatch(/DSS doesn’t let you create projects\. .*the right Create projects/);
  await rules({ missingDssRights: ['Write isolated code', 'Create code envs', 'Create active Web content'] });
  expect(await told('create-project')).toBe('');
});

test('a right to write code', async () => {
  expect(await told('cluster-recipes')).toMatch(/DSS doesn’t let you write code\. .*the right Write isolated code/);
  await rules({ missingDssRights: ['Create code envs', 'Create active Web content'] });
});

test('grants that are missing in Unity Catalog', async () => {
  expect(await told('cluster-recipes')).toMatch(/It’s not your mistake: Unity Catalog doesn’t let you/);
  await rules({ missingGrants: [] });
});

test('a storage key that Databricks doesn’t accept on a cluster, until the workshop names the connection with the SAS token', async () => {
  await rules({ accessKeyWorksOnClusters: false });
  expect(await told('cluster-recipes')).toMatch(/It’s not your mistake: Databricks doesn’t accept the storage’s access key/);
  await rules({ accessKeyWorksOnClusters: true });
  expect(await told('cluster-recipes')).toBe('');
});

test('3.2 fails as the lab says, whether or not a cluster accepts the key', async () => {
  await rules({ accessKeyWorksOnClusters: false });
  expect(await told('warehouse-recipes')).toBe('');
});

test('a storage firewall that lets nobody in, and roles that take their time', async () => {
  for (const step of ['mount-storage', 'create-experiment']) expect([step, await told(step)]).toEqual([step, '']);
  expect(await told('train-model')).toMatch(/firewall/);
  await rules({ storageFirewall: false });
  expect(await told('train-model')).toBe('');
  expect(await told('managed-folder')).toBe('');
});

test('rights that the attendees’ group lacks in DSS', async () => {
  expect(await told('code-env-and-import')).toMatch(/Create code envs/);
  await rules({ missingDssRights: [] });
  for (const step of ['code-env-and-import', 'see-the-model', 'clean-up']) expect([step, await told(step)]).toEqual([step, '']);
});
