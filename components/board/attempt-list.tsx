import { SupportLinks } from '@/components/support/support-links';
import { Word } from '@/components/ui/mark';
import { MarkedItem, Say } from '@/components/ui/marked-item';
import { Moment } from '@/components/ui/moment';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import { sentenceOf } from '@/lib/lab/outcome';
import type { AttemptView } from '@/lib/room/close-up';
import { attemptWords } from './attempt-words';

interface Props {
  attempts: readonly AttemptView[];
  titles: Record<string, string>;
}

const triggerWords: Record<string, string> = {
  click: 'their click',
  watch: 'automatic check',
  facilitator: 'a facilitator’s check',
  solve: 'after it was done for them',
  leftovers: 'checked for what is left, for the report',
};

/** Attempts with their outcomes, newest first. */
export function AttemptList({ attempts, titles }: Props) {
  if (attempts.length === 0) return <Note>No attempts yet.</Note>;
  return (
    <Sheet>
      {attempts.map((a) => {
        return (
          <li key={a.id} className="px-4 py-3">
            <details>
              <summary>
                <Moment at={a.at} hasSeconds /> · step {a.step} · {triggerWords[a.trigger] ?? a.trigger} ·{' '}
                {a.passed ? 'passed' : attemptWords(a.findings.map((f) => f.outcome.status))} · {a.durationMs} ms
              </summary>
              <ul className="mt-2">
                {a.findings.map((f) => (
                  <MarkedItem key={f.checkId} status={f.outcome.status}>
                    <div className="min-w-0">
                      {titles[f.checkId] ?? f.checkId} <Word status={f.outcome.status} />
                      <Say>{sentenceOf(f.outcome)}</Say>
                      {f.evidence.map((e) => (
                        <code key={`${e.at} ${e.path}`} className="block text-xs break-all text-ink-2">
                          {e.status ?? 'no answer'} https://{e.host}
                          {e.path} ({e.ms} ms{e.requestId ? `, ${e.requestId}` : ''})
                        </code>
                      ))}
                    </div>
                  </MarkedItem>
                ))}
              </ul>
              <SupportLinks of={{ attempt: a.id }} what={`the attempt at ${a.at.slice(11, 19)} UTC`} />
            </details>
          </li>
        );
      })}
    </Sheet>
  );
}
