import lab from '@/labs/databricks-dss/lab';
import { knownOf } from '@/lib/attendee/in-lab';
import type { Access } from '@/lib/clouds/access';
import type { Begun } from '@/lib/clouds/carry';
import { findStep, type Step } from '@/lib/lab/lab';
import type { Finding } from '@/lib/lab/outcome';
import type { Member } from '@/lib/lab/practice';
import { runChecks } from '@/lib/lab/run';
import { isUnderWay, type PartResult, type Solving, solveStep } from '@/lib/lab/solve';
import type { Known } from '@/lib/lab/vocabulary';
import type { Hands } from '../hands';
import { type PersonsHands, personsHands, spoiling } from './persons-hands';

export type Track = 'whole' | 'model';

/** How often to look again at what goes on by itself, and how far the practice clock advances in between. */
const mostLooks = 20;
const secondsBetween = 60;

/** The tokens and keys of one of the practice cloud's people, without the portal's session. */
function accessOf(hands: Hands, member: Member, isClick: boolean): Access {
  const tokens = new Map<string, Promise<string>>();
  const credential = { origin: hands.settings.dssUrl, key: hands.dssAdminKey, whose: 'workshop' as const };
  return {
    isClick,
    tokenFor(scope) {
      const found = tokens.get(scope) ?? hands.token(member, scope.replace(/\/user_impersonation$/, ''));
      tokens.set(scope, found);
      return found;
    },
    credentialFor: async () => credential,
  };
}

const stepOf = (track: Track, slug: string): Step => {
  const found = findStep(lab, track, slug);
  if (!found) throw new Error(`There is no step ${slug}.`);
  return found.step;
};

/** Somebody in the lab, for whom steps are solved: what only a person can do is done by their hands in the practice cloud. */
export async function someone(hands: Hands, name: string, track: Track) {
  const member = await hands.newcomer(name);
  const [press, access] = [accessOf(hands, member, true), accessOf(hands, member, false)];
  const { value: clientSecret } = await hands.dss.clientSecret(member);
  if (track === 'model') await hands.dss.loginOf(member); // its steps take it for granted that they have signed in to DSS once
  await hands.practice('/clock', { advanceSeconds: 121 }); // a role at the storage account takes its time
  let values: Record<string, string> = {};

  const known = (): Known =>
    knownOf({
      lab,
      track,
      person: {
        id: 'p',
        objectId: member.oid,
        name: member.name,
        userName: member.upn,
        mail: member.upn,
        homeAccountId: '',
        isFacilitator: false,
      },
      workshop: {
        ...{ id: 'w', slug: 'w', lab: lab.id, title: '', joinCode: '', settings: hands.settings, isPractice: true },
        ...{ endsAt: null, closedAt: null, retentionDays: 30 },
      },
      enrolment: { id: 'e', track, step: null, helpAt: null, revision: '1', values },
    });
  const byHand: PersonsHands = personsHands(hands, member, clientSecret);

  /** One look at a step, whatever may be under way after it. */
  async function look(slug: string, solving: Pick<Solving, 'before' | 'without' | 'limits'> = {}): Promise<PartResult[]> {
    const { parts } = await solveStep(lab, stepOf(track, slug), {
      ...{ access, secrets: { clientSecret }, ...solving },
      known: known(),
      async record(set) {
        values = { ...values, ...set };
      },
      byPerson: (part, now) => byHand(`${slug}.${part.id}`, now),
    });
    return parts;
  }

  /**
   * @param without ids of parts and details that are left out, see `Solving`
   * @param isForgetful whether what the first look began and found is not known to the next
   */
  async function solve(
    slug: string,
    { without = [], isForgetful = false }: { without?: readonly string[]; isForgetful?: boolean } = {},
  ): Promise<PartResult[]> {
    let before: PartResult[] = [];
    let last = before;
    for (let looks = 0; looks < mostLooks; looks++) {
      const parts = await look(slug, { without, before });
      if (!isUnderWay(parts)) return parts;
      last = parts;
      if (!isForgetful || looks > 0) before = parts;
      await hands.practice('/clock', { advanceSeconds: secondsBetween });
    }
    throw new Error(`${slug} was still under way after ${mostLooks} looks: ${JSON.stringify(last)}`);
  }

  /** Each check's outcome; what waits is looked at again. What passing checks learn is recorded. */
  async function verify(slug: string): Promise<Finding[]> {
    let begun: Readonly<Record<string, Begun>> = {};
    for (let looks = 0; ; looks++) {
      const report = await runChecks(lab, stepOf(track, slug), looks === 0 ? press : access, known(), undefined, begun);
      values = { ...values, ...report.learnt };
      begun = report.begun ?? {};
      if (looks > mostLooks || !report.findings.some(({ outcome }) => outcome.status === 'waiting')) return report.findings;
      await hands.practice('/clock', { advanceSeconds: secondsBetween });
    }
  }

  return {
    member,
    known,
    /** What they have recorded in the panel. */
    knows(set: Record<string, string>): void {
      values = { ...values, ...set };
    },
    look,
    solve,
    verify,
    /** Does what gives a step's parts something to do, where the steps before it have left nothing. */
    spoil: (slug: string): Promise<void> => spoiling(hands, member, slug, known()),
    /** Ids of the checks of a step that are not green. */
    notGreen: async (slug: string): Promise<string[]> =>
      (await verify(slug)).filter(({ outcome }) => outcome.status !== 'pass').map(({ checkId }) => checkId),
  };
}
export type Someone = Awaited<ReturnType<typeof someone>>;
