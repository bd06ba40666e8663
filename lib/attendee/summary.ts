import { type Lab, stepsOf, trackTitle } from '@/lib/lab/lab';
import type { Progress } from '@/lib/progress/read';

export interface SummaryStep {
  /** Whether they have verified or tried it, or recorded one of its values that no earlier step has. */
  isBegun: boolean;
  number: string;
  title: string;
  /** ISO 8601; null as long as it is not verified. */
  verifiedAt: string | null;
  /** How it passed without being verified by them: it was waived, and why, or done for them. */
  given: { how: 'waived' | 'solved'; at: string; reason: string | null } | null;
  values: { label: string; value: string; isCorrected?: true }[];
  /** What its checks last said. */
  found: { title: string; said: string }[];
}
export interface Summary {
  lab: string;
  workshop: string;
  attendee: string;
  /** Null in a lab with only one. */
  track: string | null;
  steps: SummaryStep[];
  /** Values that checks read from the services. */
  learnt: { label: string; value: string }[];
}

/** What an attendee has built, from stored values and outcomes. It asks no service. */
export function summarise(lab: Lab, track: string, progress: Progress, who: { attendee: string; workshop: string }): Summary {
  const all = stepsOf(lab, track);
  const steps = all.map((step, i): SummaryStep => {
    const standings = progress.standings[step.slug] ?? [];
    const before = all.slice(0, i).flatMap((s) => s.collects.map((v) => v.name));
    const own = step.collects.filter((v) => progress.values[v.name] && !before.includes(v.name));
    const passed = progress.passed.find((p) => p.step === step.slug);
    return {
      isBegun: passed !== undefined || standings.length > 0 || own.length > 0,
      number: step.number,
      title: step.title,
      verifiedAt: passed?.how === 'verified' ? passed.at : null,
      given: passed && passed.how !== 'verified' ? { how: passed.how, at: passed.at, reason: passed.reason } : null,
      values: step.collects.flatMap((v) => {
        const value = progress.values[v.name];
        return value
          ? [{ label: v.label, value, ...(Object.hasOwn(progress.corrected, v.name) ? { isCorrected: true as const } : {}) }]
          : [];
      }),
      found: step.checks.flatMap((check) => {
        const verdict = standings.find((s) => s.checkId === check.id)?.verdict;
        return verdict?.status === 'pass' ? [{ title: check.title, said: verdict.message }] : [];
      }),
    };
  });
  const learnt = Object.entries(lab.learns).flatMap(([name, label]) => {
    const value = progress.values[name];
    return value ? [{ label, value }] : [];
  });
  return { lab: lab.title, track: trackTitle(lab, track), ...who, steps, learnt };
}

/** How many steps are verified, and how many were waived or done for them: "12 of 15 steps verified, 1 waived". */
export function verifiedWords({ steps }: Pick<Summary, 'steps'>): string {
  const given = (how: 'waived' | 'solved') => steps.filter((s) => s.given?.how === how).length;
  const [waived, solved] = [given('waived'), given('solved')];
  const verified = `${steps.filter((s) => s.verifiedAt).length} of ${steps.length} steps verified`;
  return [verified, ...(waived ? [`${waived} waived`] : []), ...(solved ? [`${solved} done by a facilitator`] : [])].join(', ');
}

/** How a step was passed: the words before the time, the time (ISO 8601), and the words after it. */
export function passedWords({ verifiedAt, given }: Pick<SummaryStep, 'verifiedAt' | 'given'>): [string, string | null, string] {
  if (verifiedAt) return ['Verified', verifiedAt, ''];
  if (!given) return ['Not verified', null, ''];
  if (given.how === 'solved') return ['Done by a facilitator', given.at, ', not verified'];
  return ['Waived by a facilitator', given.at, `, not verified${given.reason ? `: ${given.reason}` : ''}`];
}

/** Escapes characters that mean something in Markdown. */
const plain = (text: string) => text.replace(/([\\`*_[\]<>|#])/g, '\\$1');

const list = (values: SummaryStep['values']) =>
  values
    .map((v) => `- ${plain(v.label)}: \`${v.value.replaceAll('`', '')}\`${v.isCorrected ? ', corrected by a facilitator' : ''}`)
    .join('\n');

function passedLine(step: SummaryStep): string {
  const [before, at, after] = passedWords(step);
  return `${before}${at ? ` ${at.slice(0, 16).replace('T', ' ')} UTC` : ''}${plain(after)}.`.replace(/([.!?])\.$/, '$1');
}

export function asMarkdown({ lab, workshop, attendee, track, steps, learnt }: Summary): string {
  const ahead = steps.filter((s) => !s.isBegun);
  return [
    `# ${plain(lab)}`,
    `${[attendee, workshop, ...(track ? [track] : [])].map(plain).join(', ')}. ${verifiedWords({ steps })}.`,
    ...steps
      .filter((s) => s.isBegun)
      .flatMap((s) => [
        `## ${s.number} ${plain(s.title)}`,
        passedLine(s),
        ...(s.values.length ? [list(s.values)] : []),
        ...(s.found.length ? [s.found.map((f) => `- ${plain(f.title)}: ${plain(f.said)}`).join('\n')] : []),
      ]),
    ...(ahead.length ? ['## Not started', ahead.map((s) => `- ${s.number} ${plain(s.title)}`).join('\n')] : []),
    ...(learnt.length ? ['## Also found', list(learnt)] : []),
  ].join('\n\n');
}
