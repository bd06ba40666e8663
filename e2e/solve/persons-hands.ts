import { z } from 'zod';
import type { Member } from '@/lib/lab/practice';
import type { Known } from '@/lib/lab/vocabulary';
import type { Hands } from '../hands';

const arm = 'https://management.azure.com';
const Workspaces = z.object({ value: z.array(z.object({ name: z.string(), properties: z.object({ workspaceUrl: z.string() }) })) });

/** Does a part that only a person can do, by `step.part`. @returns whether it could be done as things stand */
export type PersonsHands = (part: string) => Promise<boolean>;

/** What only a person can do, done in the practice cloud with the clicks that it takes there. */
export function personsHands(hands: Hands, member: Member, known: () => Known): PersonsHands {
  async function launch(): Promise<boolean> {
    const { subscriptionId, resourceGroup, workspaceName } = known();
    const all = `${arm}/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Databricks/workspaces?api-version=2026-01-01`;
    const { value } = Workspaces.parse(await hands.call(member, arm, 'GET', all));
    const mine = value.find(({ name }) => name === workspaceName);
    if (mine) await hands.launch(member, mine.properties.workspaceUrl);
    return mine !== undefined;
  }

  const acts: Record<string, () => Promise<boolean>> = {
    'create-workspace.open': launch,
  };
  return async (part) => {
    const act = acts[part];
    if (!act) throw new Error(`Nobody has said how ${part} is done by hand.`);
    return act();
  };
}
