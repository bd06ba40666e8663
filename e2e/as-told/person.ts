import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findLab } from '@/labs';
import { stateOf } from '@/lib/attendee/state';
import { verifyFor } from '@/lib/attendee/verify';
import { applicationId as databricks } from '@/lib/clouds/databricks';
import { db } from '@/lib/db';
import type { Outcome } from '@/lib/lab/outcome';
import type { Member } from '@/lib/lab/practice';
import { textFile } from '@/lib/lab/texts';
import { dropFreshnessOf } from '@/lib/progress/lease';
import { openWorkshop, placed, stepsFor } from '../faults/place';
import type { Hands } from '../hands';

const lab = findLab('databricks-dss');
const Id = z.object({ id: z.string() });
const Answer = z.object({
  status: z.string(),
  results: z.object({ data: z.string().optional(), cause: z.string().optional() }).optional(),
});

/** Only its status if that is a pass, else also what it says. */
const said = (outcome: Outcome): string =>
  outcome.status === 'pass' ? 'pass' : `${outcome.status}: ${'message' in outcome ? `${outcome.message} ${outcome.remedy}` : outcome.on}`;

/**
 * Somebody who does exactly what the texts say. They enter what the step's page shows them, with code blocks filled in as the Copy button
 * copies them. What is under way after a press is looked at again, as the page does.
 */
export async function asTold(hands: Hands, member: Member, track: 'whole' | 'model', differing: Record<string, string> = {}) {
  const slug = await openWorkshop(hands, differing);
  let attendee = await placed(hands, slug, member, {}, track);
  /** Every check that ever said that something needs fixing. */
  const faults: string[] = [];
  const { value: secret } = await hands.dss.clientSecret(member);

  /** All that a text shows, by name. */
  const values = (): Record<string, string> => stateOf(attendee, {}).values;
  const value = (name: string): string => {
    const found = values()[name];
    if (!found) throw new Error(`The page shows no ${name}.`);
    return found;
  };
  const textOf = (step: string): string => {
    const [found] = stepsFor(attendee, [step]);
    return found ? readFileSync(textFile(lab, found), 'utf8') : '';
  };
  const filled = (text: string): string =>
    text.replaceAll('{{secret:clientSecret}}', secret).replace(/\{\{(\w+)\}\}/g, (_, name: string) => value(name));

  return {
    member,
    value,
    link: (console: string) => stateOf(attendee, {}).links[console]?.href ?? '',
    secret,
    faults,

    /** A field in the step's list of parameters, as the page shows it. */
    param(step: string, field: string): string {
      const [, told = ''] = new RegExp(`^- ${field}: (.*)$`, 'm').exec(textOf(step)) ?? [];
      return filled(told.replace(/:(?:setting|value)\[(\w+)\]/g, (_, name: string) => value(name)));
    },
    /** A code block of the step's text, by its place in it. */
    code(step: string, at: number): string {
      const [, block = ''] = [...textOf(step).matchAll(/^```\w*\n([\s\S]*?)^```/gm)][at] ?? [];
      return filled(block).trim();
    },

    /** Records values and presses Verify. @returns how each check went, by its id, see `said` */
    async verify(step: string, recorded: Record<string, string> = {}): Promise<Record<string, string>> {
      attendee = await placed(hands, slug, member, recorded, track);
      const [found] = stepsFor(attendee, [step]);
      if (!found) throw new Error(`There is no step ${step}.`);
      for (let looks = 1; ; looks++) {
        await dropFreshnessOf(attendee.person.id);
        const verified = await verifyFor(attendee, found, looks === 1 ? 'click' : 'watch');
        if (verified.kind !== 'checked') throw new Error(`${step} was not checked: ${verified.kind}.`);
        attendee = await placed(hands, slug, member, {}, track);
        const { findings } = verified.report;
        faults.push(...findings.filter(({ outcome }) => outcome.status === 'wrong').map(({ checkId }) => checkId));
        if (looks > 8 || !findings.some(({ outcome }) => outcome.status === 'waiting'))
          return Object.fromEntries(findings.map(({ checkId, outcome }) => [checkId, said(outcome)]));
        await hands.practice('/clock', { advanceSeconds: 30 });
      }
    },

    /** Everything that was kept of their attempts, oldest first. */
    attempts: () =>
      db().attempt.findMany({
        where: { enrolmentId: attendee.enrolment.id },
        select: { step: true, outcomes: true, answers: true },
        orderBy: { at: 'asc' },
      }),

    /** Runs cells one after the other in one notebook on a cluster, however long that takes. @returns what the last one printed */
    async runCells(host: string, clusterId: string, cells: string[]): Promise<string> {
      const ask = (method: string, path: string, body?: unknown) =>
        hands.call(member, databricks, method, `https://${host}/api/1.2${path}`, body);
      const { id: contextId } = Id.parse(await ask('POST', '/contexts/create', { clusterId, language: 'python' }));
      await hands.practice('/clock', { advanceSeconds: 30 });
      let printed = '';
      for (const command of cells) {
        const { id } = Id.parse(await ask('POST', '/commands/execute', { clusterId, contextId, language: 'python', command }));
        await hands.practice('/clock', { advanceSeconds: 30 });
        const { results } = Answer.parse(
          await ask('GET', `/commands/status?clusterId=${clusterId}&contextId=${contextId}&commandId=${id}`),
        );
        printed = results?.cause ?? results?.data ?? '';
      }
      return printed;
    },
  };
}
export type AsTold = Awaited<ReturnType<typeof asTold>>;
