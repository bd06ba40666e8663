import { Mark, statusWords } from '@/components/ui/mark';
import type { Finding } from '@/lib/checks/outcome';

interface Props {
  attempts: { id: string; step: string; trigger: string; at: string; durationMs: number; passed: boolean; findings: Finding[] }[];
  titles: Record<string, string>;
}

const sentence = ({ outcome }: Finding) => (outcome.status === 'waiting' ? outcome.on : outcome.message);

/** What was tried and what it said, newest first. */
export function AttemptList({ attempts, titles }: Props) {
  if (attempts.length === 0) return <p className="note">No attempts yet.</p>;
  return (
    <ul className="sheet">
      {attempts.map((a) => {
        const open = a.findings.filter((f) => f.outcome.status !== 'pass');
        return (
          <li key={a.id} className="px-4 py-3">
            <details>
              <summary>
                {a.at.slice(11, 19)} UTC · step {a.step} · {a.trigger === 'click' ? 'their click' : 'looked again by itself'} ·{' '}
                {a.passed ? 'passed' : `${a.findings.length - open.length} of ${a.findings.length}`} · {a.durationMs} ms
              </summary>
              <ul className="passed mt-2">
                {a.findings.map((f) => (
                  <li key={f.checkId}>
                    <Mark status={f.outcome.status} />
                    <span>
                      {titles[f.checkId] ?? f.checkId} <span className={`word ${f.outcome.status}`}>{statusWords[f.outcome.status]}</span>
                      <span className="say block">{sentence(f)}</span>
                      {f.evidence.map((e) => (
                        <code key={`${e.at} ${e.path}`} className="block text-[12.5px] text-ink-2 break-all">
                          {e.status ?? 'no answer'} https://{e.host}
                          {e.path} ({e.ms} ms{e.requestId ? `, ${e.requestId}` : ''})
                        </code>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
