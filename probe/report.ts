import { kind, Settled, version } from '@/lib/clouds/settled';
import type { Drift, Last } from './drift';
import type { Finding, Verdict } from './question';
import { questions } from './run';

const marks: Record<Verdict, string> = { confirmed: '✓ confirmed', different: '✗ different', 'could not tell': '? couldn’t tell' };

/** What isn’t asked, because it would start, change or break something. */
const unasked = `The probe didn’t ask about these, because it would start, change or break something: queries and how their failures are worded (lines 14, 15), the
license (18), mounting and training (21), importing a model (26). Only a person can click a link (20).`;

export interface Run {
  date: string;
  /** Whether the practice cloud answered. */
  isPractice: boolean;
  findings: Record<string, Finding>;
  drifts: Drift[];
  last: Last | null;
}

/** A report that can be sent to us: it contains only words that Guidepost knows, and our own sentences. */
export function reportOf({ date, isPractice, findings, drifts, last }: Run): string {
  const rows = Object.entries(questions).flatMap(([vendor, asked]) => [
    `\n## ${vendor}\n`,
    '| assumption | result | answer | line |',
    '| --- | --- | --- | --- |',
    ...asked.map(({ id, assumes, line = '' }) => {
      const finding = findings[id];
      return `| ${assumes} | ${finding ? marks[finding.verdict] : ''} | ${finding?.answer ?? ''} | ${line} |`;
    }),
  ]);
  const changes = drifts.map(({ id, was, is }) => `- \`${id}\` was ${was}; now it is ${is}`);
  return `# What the vendors answer

\`npm run probe\` asked ${isPractice ? 'the practice cloud' : 'them'} on ${date}. The report has no names, ids, keys or addresses: answers are shown as words that Guidepost
knows and numbers under a thousand, with “…” for everything else. Lines refer to docs/vendor-assumptions.md.
${last ? `\n## Since ${last.date}\n\n${changes.length > 0 ? changes.join('\n') : 'Nothing has changed.'}\n` : ''}${rows.join('\n')}

${unasked}
`;
}

/** What the portal can use instead of guesses. */
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
