import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, wrong } from '@/lib/lab/outcome';
import type { Lamp, Pharos } from './pharos';

interface Clouds {
  pharos: (keeper: string) => Pharos;
}

/** A check from a kit, in its own words: `lamp` is whatever the lab calls the lamp's name. */
export const lampIsClaimed = checkFor<Clouds>()({
  needs: ['harbor', 'lamp', 'userName'],
  ask: async ({ pharos }, { harbor, lamp, userName }) => (await pharos(userName).lamp(harbor, lamp))?.body ?? null,
  judge(found, { harbor, lamp, userName }) {
    if (!found) return missing(`No lamp named ${lamp} in ${harbor} yet.`, 'Claim it at the office.');
    if (found.keeper !== userName)
      return wrong('This lamp belongs to another keeper.', {
        expected: userName,
        found: found.keeper,
        remedy: 'Claim a lamp under another name.',
      });
    return found.fuel === 'oil'
      ? pass(`${lamp} is yours.`, 'It burns oil. An electric lamp needs less tending.')
      : pass(`${lamp} is yours.`);
  },
  learns: ['lampId'],
  learn: (found) => ({ lampId: found?.id ?? '' }),
});

/** The attendee's lamp, and the time by Pharos's clock. Ends the check where there is none. */
export async function askLamp(
  { pharos }: Clouds,
  { harbor, lampName, userName }: { harbor: string; lampName: string; userName: string },
): Promise<{ lamp: Lamp; at: number }> {
  const answer = await pharos(userName).lamp(harbor, lampName);
  if (!answer) conclude(missing(`There is no lamp named ${lampName} yet.`, 'Claim it in :step[claim-lamp] first.'));
  return { lamp: answer.body, at: answer.at };
}
