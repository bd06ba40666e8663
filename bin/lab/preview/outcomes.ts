import ts from 'typescript';
import { UpstreamError } from '@/lib/clouds/trouble';
import type { Check } from '@/lib/lab/check';
import { notRecorded } from '@/lib/lab/fill';
import { type Lab, type Step, unsaidIn, withStepNumbers } from '@/lib/lab/lab';
import type { Outcome, Verdict } from '@/lib/lab/outcome';
import { unreachable } from '@/lib/lab/trouble';
import type { Known } from '@/lib/lab/vocabulary';
import type { Standing } from '@/lib/progress/standing';
import type { VerdictCall } from '../verdicts';
import { spelled } from '../wording';
import type { ChecksInSources } from './said';

/** What a page can show for its checks: one outcome for each. */
export const shows = ['open', 'pass', 'advice', 'missing', 'wrong', 'waiting', 'unreachable'] as const;
export type Show = (typeof shows)[number];

const sample: Record<Exclude<Show, 'open' | 'unreachable'>, Verdict> = {
  pass: { status: 'pass', message: 'Sample: what is right.' },
  advice: { status: 'pass', message: 'Sample: what is right.', advice: 'Sample: what would be better.' },
  missing: { status: 'missing', message: 'Sample: what is missing.', remedy: 'Sample: what to do.' },
  wrong: { status: 'wrong', message: 'Sample: what is wrong.', expected: 'sample', found: 'another', remedy: 'Sample: what to do.' },
  waiting: { status: 'waiting', on: 'Sample: what is under way' },
};

/** A step of a lab, and what it takes to describe its checks. */
export interface Told {
  lab: Lab;
  track: string;
  step: Step;
  known: Known;
  said: ChecksInSources;
}

/** The outcomes of a kind that a check may have, each once; a sample if it never gives any. */
export function outcomesOf({ lab, track, step, known, said }: Told, check: Check, show: Exclude<Show, 'open'>): Outcome[] {
  if (show === 'unreachable') return [trouble(lab, step.checks.indexOf(check))];
  const status = show === 'advice' ? 'pass' : show;
  const { verdicts, names } = said.of(check.id);
  const fill = (expression: ts.Expression) => filled(expression, known, names);
  const own = verdicts
    .filter((call) => call.status === status && (show !== 'advice' || call.says.advice))
    .map((call) => verdictFrom(call, { lab, track }, fill, show === 'advice'));
  if (own.length > 0) return [...new Map(own.map((verdict) => [JSON.stringify(verdict), verdict])).values()];
  const unsaid = check.needs.filter((name) => !(name in lab.settings));
  if (show === 'missing' && unsaid.length > 0) return [notRecorded(unsaid.map(unsaidIn(lab, track, step, known)))];
  return [sample[show]];
}

/** How the engine says that a service could not be asked, one kind for each check. */
function trouble(lab: Lab, at: number): Outcome {
  const cloud = Object.values(lab.clouds)[0];
  const kinds = ['unavailable', 'consent', 'forbidden'] as const;
  const kind = kinds[at % kinds.length] ?? 'unavailable';
  return unreachable(new UpstreamError({ cloud: cloud?.name ?? 'The service', trouble: kind, words: cloud?.words?.[kind] }));
}

function verdictFrom(
  { status, says }: VerdictCall,
  { lab, track }: Pick<Told, 'lab' | 'track'>,
  fill: (expression: ts.Expression) => string,
  isAdvised: boolean,
): Verdict {
  const say = (part: keyof VerdictCall['says']): string => {
    const wording = says[part]?.[0];
    return withStepNumbers(lab, track, wording ? spelled(wording, fill) : '…');
  };
  switch (status) {
    case 'pass':
      return { status, message: say('message'), ...(isAdvised ? { advice: say('advice') } : {}) };
    case 'missing':
      return { status, message: say('message'), remedy: say('remedy') };
    case 'wrong':
      return { status, message: say('message'), remedy: say('remedy'), expected: say('expected'), found: say('found') };
    case 'waiting':
      return { status, on: say('message'), since: ago(40), usually: 180 };
  }
}

/** What stands for an expression within a sentence: the sample value of that name. */
function filled(expression: ts.Expression, known: Known, names: ReadonlyMap<string, string>): string {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) ? (known[names.get(name.text) ?? name.text] ?? `<${name.text}>`) : '…';
}

/** ISO 8601, to the second, so that the same sentence said twice is the same. */
const ago = (seconds: number): string => new Date(Math.floor(Date.now() / 1000 - seconds) * 1000).toISOString();

/** An outcome as a row shows it that was checked a moment ago. */
export function standingOf(checkId: string, outcome: Outcome): Standing {
  const at = ago(4);
  const none = { checkId, verdict: null, since: null, checkedAt: null, trouble: null, troubleAt: null, evidence: [] };
  return outcome.status === 'unreachable'
    ? { ...none, trouble: outcome, troubleAt: at }
    : { ...none, verdict: outcome, since: at, checkedAt: at };
}
