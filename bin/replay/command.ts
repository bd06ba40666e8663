import { Plain } from '@/bin/plain.mjs';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { sentenceOf } from '@/lib/lab/outcome';
import { applyReplay } from '@/lib/replay/apply';
import type { Entry, Plan } from '@/lib/replay/plan';
import { planFor } from '@/lib/replay/read';
import { planNotes, planWords } from '@/lib/replay/words';

/** What would change of one step of one attendee, over some lines. */
const entryLines = ({ name, number, at, lines, becomesPassed }: Entry): string[] => [
  `${name}, step ${number}, checked ${at.slice(0, 16).replace('T', ' ')} UTC${becomesPassed ? ': becomes verified' : ''}`,
  ...lines.map(
    ({ checkId, from, to }) => `  ${checkId}: ${from.status} (${sentenceOf(from)}) → ${to.status} (${sentenceOf(to)})`, //
  ),
];

const planLines = (plan: Plan): string[] => [...plan.entries.flatMap(entryLines), ...planNotes(plan), planWords(plan)];

/** Lists what would change and, with `isApplied`, writes just that. */
export async function run(slug: string, isApplied: boolean, say: (line: string) => void = console.log): Promise<void> {
  const workshop = await db().workshop.findUnique({ where: { slug }, select: { id: true, lab: true } });
  if (!workshop) throw new Plain(`There is no workshop ${slug}.`);
  const lab = findLab(workshop.lab);
  const plan = await planFor(lab, workshop.id);
  for (const line of planLines(plan)) say(line);
  if (plan.entries.length === 0) return;
  if (!isApplied) return say('Nothing was changed. To change it, add --apply.');
  const keys = plan.entries.map((e) => e.key);
  const { changed, leftAlone } = await applyReplay(lab, workshop.id, keys, null);
  for (const { name, number } of leftAlone) say(`Left alone: ${name}, step ${number}. It was checked again in the meantime.`);
  say(`Changed: ${changed.length} of ${plan.entries.length}.`);
}

export const end = (): Promise<void> => db().$disconnect();
