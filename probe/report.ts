import { kind, Settled, version } from '@/lib/clouds/settled';
import type { Drift, Last } from './drift';
import type { Finding, Verdict } from './question';
import { questions } from './run';

const marks: Record<Verdict, string> = { confirmed: '✓ confirmed', different: '✗ different', 'could not tell': '? could not tell' };

/** What is not asked, as it would start, change or break something. */
const unasked = `Not asked, as it would start, change or break something: queries and the words of their failures (lines 14, 15), the licence (18), mounting and
training (21), importing a model (26). A link has to be clicked (20).`;

export interface Run {
  date: string;
  /** Whether it was the practice cloud that answered. */
  isPractice: boolean;
  findings: Record<string, Finding>;
  drifts: Drift[];
  last: Last | null;
}

/** A report that may be sent to us: it holds words that Guidepost knows, and our own. */
export function reportOf({ date, isPractice, findings, drifts, last }: Run): string {
  const rows = Object.entries(questions).flatMap(([vendor, asked]) => [
    `\n## ${vendor}\n`,
    '| assumed | | answer | line |',
    '| --- | --- | --- | --- |',
    ...asked.map(({ id, assumes, line = '' }) => {
      const finding = findings[id];
      return `| ${assumes} | ${finding ? marks[finding.verdict] : ''} | ${finding?.answer ?? ''} | ${line} |`;
    }),
  ]);
  const changes = drifts.map(({ id, was, is }) => `- \`${id}\` was ${was}; it is ${is}`);
  return `# What the vendors answer

Asked by \`npm run probe\` on ${date}${isPractice ? ', of the practice cloud' : ''}. Names, ids, keys and addresses are left out: of what was answered, the report has
words that Guidepost knows, numbers below a thousand, and “…” for the rest. The lines are those of docs/vendor-assumptions.md.
${last ? `\n## Since ${last.date}\n\n${changes.length > 0 ? changes.join('\n') : 'Nothing has changed.'}\n` : ''}${rows.join('\n')}

${unasked}
`;
}

/** What the portal can take in place of guesses. */
export function answersOf(findings: Record<string, Finding>, isPractice: boolean): Settled {
  const settled = Object.values(findings).flatMap(({ settles }) => (settles ? [settles] : []));
  return Settled.parse({
    kind,
    version,
    answeredBy: isPractice ? 'practice' : 'vendors',
    dss: {
      params: Object.assign({}, ...settled.map(({ params }) => params)),
      engines: Object.assign({}, ...settled.map(({ engines }) => engines)),
    },
  });
}
