'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Mark, Word } from '@/components/ui/mark';
import { Say } from '@/components/ui/marked-item';
import { Moment } from '@/components/ui/moment';
import { Sheet } from '@/components/ui/sheet';
import { useAction } from '@/components/ui/use-action';
import { sentenceOf, type Verdict } from '@/lib/lab/outcome';

export interface ReplayEntry {
  key: string;
  name: string;
  /** Their own page. */
  href: string;
  number: string;
  /** ISO 8601 */
  at: string;
  becomesPassed: boolean;
  lines: readonly { checkId: string; title: string; from: Verdict; to: Verdict }[];
}
export interface ReplayResult {
  /** Null before anything was applied. */
  changed: number | null;
  /** What wasn't done, and why, one sentence each. */
  notes: readonly string[];
  /** What would change now. */
  entries?: readonly ReplayEntry[];
  /** Why the request failed. */
  failure?: string;
}

/** What would change, to review and apply. Entries that aren't ticked stay as they are. */
export function ReplayList({
  entries: first,
  action,
}: {
  entries: readonly ReplayEntry[];
  action: (previous: ReplayResult, form: FormData) => Promise<ReplayResult>;
}) {
  const { result, sending, form } = useAction<ReplayResult>(action, {
    initial: { changed: null, notes: [] },
    failed: (last, failure) => ({ ...last, failure }),
  });
  const entries = result.entries ?? first;
  return (
    <form {...form}>
      <div role="status">
        {result.changed === null ? null : (
          <Banner tone={result.notes.length > 0 ? undefined : 'done'}>
            {result.changed === 1 ? '1 step was changed.' : `${result.changed} steps were changed.`}
            {result.notes.map((note) => (
              <span key={note} className="block">
                {note}
              </span>
            ))}
          </Banner>
        )}
        {result.failure ? <Banner tone="bad">{result.failure}</Banner> : null}
      </div>
      <Sheet hidden={entries.length === 0}>
        {entries.map((entry) => (
          <Row key={entry.key} entry={entry} />
        ))}
      </Sheet>
      {entries.length > 0 ? (
        <Button look="primary" className="mt-4" disabled={sending !== null}>
          {sending ? 'Changing…' : 'Change what is ticked'}
        </Button>
      ) : null}
    </form>
  );
}

const Row = ({ entry: { key, name, href, number, at, becomesPassed, lines } }: { entry: ReplayEntry }) => (
  <li className="flex gap-3 px-4 py-3 text-sm">
    <input type="checkbox" name="key" value={key} defaultChecked aria-label={`${name}, step ${number}`} className="mt-1 flex-none" />
    <div className="min-w-0 grow">
      <a href={href}>{name}</a>, step {number}
      <small className="text-ink-3">
        {' '}
        checked <Moment at={at} />
      </small>
      {becomesPassed ? (
        <>
          {' '}
          <Word status="pass">The step becomes verified.</Word>
        </>
      ) : null}
      {lines.map(({ checkId, title, from, to }) => (
        <div key={checkId} className="mt-2">
          {title}
          <Change label="now" verdict={from} />
          <Change label="then" verdict={to} />
        </div>
      ))}
    </div>
  </li>
);

const Change = ({ label, verdict }: { label: string; verdict: Verdict }) => (
  <div className="mt-1 flex gap-2">
    <span className="w-10 flex-none text-xs text-ink-3">{label}</span>
    <Mark status={verdict.status} />
    <div className="min-w-0">
      <Word status={verdict.status} />
      <Say>{sentenceOf(verdict)}</Say>
    </div>
  </div>
);
