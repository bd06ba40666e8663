import { createHash } from 'node:crypto';
import { unpackAnswers } from '@/lib/lab/answers';
import { allSteps, type Lab, trackIn } from '@/lib/lab/lab';
import type { Finding, Verdict } from '@/lib/lab/outcome';
import { asOf, isSame, judgeAgain, type Why } from './judge-again';

/** A kept attempt, and its checks' current standings. Times are ISO 8601. */
export interface KeptAttempt {
  id: string;
  enrolmentId: string;
  name: string;
  track: string;
  step: string;
  at: string;
  answers: unknown;
  outcomes: readonly Pick<Finding, 'checkId' | 'outcome'>[];
  standings: readonly { checkId: string; verdict: Verdict | null; checkedAt: string | null }[];
  isPassed: boolean;
}

/** One attendee's check whose verdict would change. */
export interface Line {
  checkId: string;
  title: string;
  from: Verdict;
  to: Verdict;
}

/** What would change on one attendee's step. */
export interface Entry {
  /** Identifies the entry with everything that it says; it changes as soon as anything differs. */
  key: string;
  attemptId: string;
  enrolmentId: string;
  name: string;
  step: string;
  number: string;
  at: string;
  lines: readonly Line[];
  /** Whether the step becomes passed as a result. */
  becomesPassed: boolean;
  learnt: Readonly<Record<string, string>>;
}

/** Something that would change but is left alone, because it was checked since. */
export interface LeftAlone {
  name: string;
  number: string;
  title: string;
  at: string;
  checkedAt: string | null;
}

export interface Plan {
  /** How many attempts were judged again. */
  attempts: number;
  entries: readonly Entry[];
  leftAlone: readonly LeftAlone[];
  /** How often a check that hadn't passed couldn't be judged again, by title. */
  cannot: readonly { title: string; why: Why; times: number }[];
  /** Ids of checks that attempts have but the lab no longer has. */
  gone: readonly string[];
  /** Titles of checks that the lab has but no attempt at their step had. */
  added: readonly string[];
  /** Attempts that this version cannot read, or whose step is gone. */
  unreadable: number;
}

/** Judges attempts again, one after another. The same attempts and the same lab give the same plan, whenever it is made. */
export class Planning {
  private readonly steps;
  private readonly entries: Entry[] = [];
  private readonly leftAlone: LeftAlone[] = [];
  private readonly cannot = new Map<string, { title: string; why: Why; times: number }>();
  private readonly gone = new Set<string>();
  private readonly added = new Map<string, string>();
  private attempts = 0;
  private unreadable = 0;

  constructor(private readonly lab: Lab) {
    this.steps = new Map(allSteps(lab).map((step) => [step.slug, step]));
  }

  take(attempt: KeptAttempt): void {
    const step = this.steps.get(attempt.step);
    const answers = step && unpackAnswers(attempt.answers);
    if (!answers) {
      this.unreadable++;
      return;
    }
    this.attempts++;
    for (const { checkId } of attempt.outcomes) if (!step.checks.some((c) => c.id === checkId)) this.gone.add(checkId);
    const { at, name, standings } = attempt;
    const lines: Line[] = [];
    const learnt: Record<string, string> = {};
    let allPass = true;
    for (const check of step.checks) {
      const before = attempt.outcomes.find((f) => f.checkId === check.id)?.outcome;
      const standing = standings.find((s) => s.checkId === check.id);
      const isNewest = standing?.checkedAt === at;
      if (!before) this.added.set(check.id, check.title);
      const again = judgeAgain(this.lab, trackIn(this.lab, attempt.track), check, answers);
      if ('why' in again) {
        if (before && before.status !== 'pass') this.note(check.title, again.why);
        allPass &&= isNewest && standing.verdict?.status === 'pass';
        continue;
      }
      const to = asOf(at, standing?.verdict ?? null, again.verdict);
      if (isNewest && standing.verdict) {
        if (!isSame(standing.verdict, to)) lines.push({ checkId: check.id, title: check.title, from: standing.verdict, to });
        Object.assign(learnt, again.learnt);
      } else if (before && before.status !== 'unreachable' && !isSame(before, to)) {
        this.leftAlone.push({ name, number: step.number, title: check.title, at, checkedAt: standing?.checkedAt ?? null });
      }
      allPass &&= isNewest && to.status === 'pass';
    }
    const becomesPassed = allPass && !attempt.isPassed && lines.some(({ from }) => from.status !== 'pass');
    if (lines.length === 0) return;
    const { id: attemptId, enrolmentId } = attempt;
    const said = { lines, becomesPassed, learnt };
    const key = `${attemptId}.${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)}`;
    this.entries.push({ key, attemptId, enrolmentId, name, step: step.slug, number: step.number, at, ...said });
  }

  private note(title: string, why: Why): void {
    const key = `${title} ${why}`;
    const known = this.cannot.get(key) ?? { title, why, times: 0 };
    this.cannot.set(key, { ...known, times: known.times + 1 });
  }

  plan(): Plan {
    const { attempts, unreadable } = this;
    return {
      attempts,
      entries: sorted(this.entries, (e) => `${e.name} ${e.enrolmentId} ${e.number}`),
      leftAlone: sorted(this.leftAlone, (l) => `${l.name} ${l.number} ${l.title}`),
      cannot: sorted([...this.cannot.values()], (c) => `${c.title} ${c.why}`),
      gone: [...this.gone].sort(),
      added: [...this.added.values()].sort(),
      unreadable,
    };
  }
}

const order = new Intl.Collator('en', { numeric: true });
const sorted = <T>(all: readonly T[], by: (one: T) => string): T[] => [...all].sort((a, b) => order.compare(by(a), by(b)));
