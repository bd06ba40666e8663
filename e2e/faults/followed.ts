import { accessOf } from '@/lib/attendee/access';
import { type InLab, knownOf } from '@/lib/attendee/in-lab';
import { errorOf } from '@/lib/clouds/answer';
import { service } from '@/lib/clouds/dss/service';
import type { Trouble } from '@/lib/clouds/trouble';
import type { Member } from '@/lib/lab/practice';
import { type PartResult, solveStep } from '@/lib/lab/solve';
import { askedToWait, unreachable } from '@/lib/lab/trouble';
import type { Hands } from '../hands';
import { type Cell, within } from './cell';
import { type Kind, kinds } from './kinds';
import { stepsFor } from './place';
import { limits, type Result } from './table';

/** Something that DSS does in its own time for somebody who agreed to it, as a part of a step. */
interface Followed {
  doing: string;
  step: string;
  part: string;
  /** Makes what is to be there first, under a name that no other cell has. @returns the value that names it */
  prepare: (name: string) => Promise<Record<string, string>>;
  /** Whether what was agreed to is so. */
  isSo: (name: string) => Promise<boolean>;
}

function followedIn({ dss }: Hands, who: Member): Followed[] {
  const made = async (codeEnvName: string) => {
    const bare = { deploymentMode: 'DESIGN_MANAGED', pythonInterpreter: 'PYTHON39' };
    await dss.dss(who, 'POST', `/admin/code-envs/PYTHON/${codeEnvName}?wait=true`, bare);
    return { codeEnvName };
  };
  const isGone = async (list: string, name: string) => !JSON.stringify(await dss.dss(who, 'GET', list)).includes(`"${name}"`);
  const building = { step: 'code-env-and-import', part: 'environment', isSo: (name: string) => dss.isBuilt(who, name) };
  const cleaning = { step: 'clean-up' };
  return [
    { ...building, doing: 'a code environment is created', prepare: async (codeEnvName) => ({ codeEnvName }) },
    { ...building, doing: 'its packages are installed', prepare: made },
    {
      ...cleaning,
      doing: 'a code environment is deleted',
      part: 'code-env',
      prepare: made,
      isSo: (name) => isGone('/admin/code-envs/', name),
    },
    {
      ...{ ...cleaning, doing: 'a project is deleted', part: 'project', isSo: (name: string) => isGone('/projects/', name) },
      async prepare(projectKey) {
        await dss.project(who, projectKey);
        return { projectKey };
      },
    },
  ];
}

/** What does not pass by itself, so that nothing is followed any further. */
const ends: ReadonlySet<Trouble> = new Set(['bad-key', 'forbidden']);

/** What is wrong with how a part is told under a fault. */
function wrongIn({ id, told, waitSeconds }: Kind, { how, said }: PartResult): string | null {
  const troubles = told('dss');
  if (troubles.length === 0) return how === 'done' ? null : `instead of done: ${how}: ${said}`;
  // so DSS says that what was begun has failed
  if (id === '500 as the vendor’s JSON') return how === 'failed' && said.includes('DSS said: Out of memory') ? null : `${how}: ${said}`;
  const words = troubles.map((trouble) => unreachable(errorOf(service, trouble)));
  const isTold = words.some(({ message, cloud }) => said.startsWith(message) && said.endsWith(askedToWait(cloud, waitSeconds) ?? ''));
  const expected = troubles.some((trouble) => ends.has(trouble)) ? 'failed' : 'under-way';
  return isTold && how === expected ? null : `instead of ${expected}, ${troubles.join(' or ')}: ${how}: ${said}`;
}

/**
 * Each kind of fault, where DSS is asked what has become of what it does in its own time: it is told neither as done nor as failed where
 * it may go on, and followed to its end once the fault is lifted. As in the table, a cell that is bad is run once more, alone.
 * @param attendee for whom everything else of the lab is done
 */
export async function runFollowed(
  hands: Hands,
  attendee: InLab,
  { isMeant = () => true, onResult }: { isMeant?: (cell: Cell) => boolean; onResult: (result: Result) => void },
): Promise<void> {
  await hands.practice('/rules', { codeEnvSeconds: 0 });
  const who = { upn: attendee.person.userName, name: attendee.person.name, oid: attendee.person.objectId, appRoles: [] };
  const place = { host: new URL(hands.settings.dssUrl).host, vendor: 'dss', path: '^/public/api/futures/' } as const;
  const work = followedIn(hands, who).flatMap((followed) =>
    kinds.flatMap((kind) => {
      const cell: Cell = { ...place, stage: `done for them: ${followed.doing}`, step: followed.step, kind };
      return kind.fault('dss') !== null && isMeant(cell) ? [{ followed, cell }] : [];
    }),
  );
  const again: typeof work = [];
  const lane = async () => {
    for (let next = work.shift(); next; next = work.shift()) {
      const result = await runCell(hands, attendee, next.followed, next.cell);
      if (result.faults.length > 0) again.push(next);
      else onResult(result);
    }
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  for (const { followed, cell } of again) onResult(await runCell(hands, attendee, followed, cell));
}

let count = 0;
/** As if something had been looked at before: then no check is asked first. */
const nothing: PartResult = { id: 'nothing', what: '', how: 'not-tried', said: '' };

async function runCell(hands: Hands, attendee: InLab, followed: Followed, cell: Cell): Promise<Result> {
  const { part, prepare, isSo } = followed;
  const name = `FOLLOWED${++count}`;
  const known = { ...knownOf(attendee), ...(await prepare(name)) };
  const [step] = stepsFor(attendee, [followed.step]);
  if (!step) throw new Error(`The lab has no step ${followed.step}.`);
  const without = (step.parts ?? []).map(({ id }) => id).filter((id) => id !== part);
  const look = async (last: PartResult): Promise<PartResult> => {
    const solving = { access: accessOf(attendee), known, before: [last], without, limits };
    return (await within(name, () => solveStep(attendee.lab, step, solving))).parts[0] ?? nothing;
  };
  const fault = { host: `^${cell.host}$`, path: cell.path, cell: name, times: 100_000, ...cell.kind.fault('dss') };
  await hands.practice('/faults', fault);
  const under = await look(nothing);
  const { met } = (await hands.practice('/faults/clear', { cell: name })) as { met: number }; // our own practice cloud's answer
  const lifted = under.how === 'done' ? under : await look(under.how === 'under-way' ? under : nothing);
  const wrong = [
    met === 0 ? 'nobody met the fault' : null,
    wrongIn(cell.kind, under),
    ['done', 'already'].includes(lifted.how) ? null : `not done once the fault is lifted: ${lifted.how}: ${lifted.said}`,
    (await isSo(name)) ? null : 'told as done, and is not',
  ];
  const told = under.how === 'done' ? [] : cell.kind.told('dss').map((trouble) => `DSS: ${trouble}`);
  return { cell, told, faults: wrong.flatMap((what) => (what === null ? [] : [{ checkId: part, what }])) };
}
