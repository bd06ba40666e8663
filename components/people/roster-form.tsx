'use client';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Details } from '@/components/ui/details';
import { useAction } from '@/components/ui/use-action';

/** What an import does, a line each. */
export interface PlanWords {
  added: string[];
  changed: string[];
  unchanged: number;
  refused: string[];
}

export interface RosterResult {
  /** The list as it was read. */
  text: string;
  problem?: string;
  /** What the list would do. */
  preview?: PlanWords;
  /** What it did. */
  done?: PlanWords;
  /** Why the request failed. */
  failure?: string;
}

/** A list of who is expected, as a file or as text: what it would change comes first. */
export function RosterForm({
  action,
  hasTracks,
}: {
  action: (p: RosterResult, f: FormData) => Promise<RosterResult>;
  /** Whether the lab has more than one track, so that a list may say who is on which. */
  hasTracks: boolean;
}) {
  const { result, sending, form } = useAction<RosterResult>(action, {
    initial: { text: '' },
    failed: (last, failure) => ({ ...last, failure }),
  });
  const id = useId();
  const { text, problem, preview, done, failure } = result;
  const isEmpty = preview !== undefined && preview.added.length + preview.changed.length === 0;
  return (
    <>
      {/* another key for another text: the fields of a form keep what was typed */}
      <form {...form} key={text} className="max-w-text">
        <div className={preview ? 'hidden' : 'grid gap-3'}>
          <label className="text-sm text-ink-2">
            A CSV file
            <input type="file" name="file" accept=".csv,.txt,text/csv,text/plain" className="mt-1 block" />
          </label>
          <label className="text-sm text-ink-2" htmlFor={id}>
            Or paste rows, for example from a spreadsheet
          </label>
          <textarea
            id={id}
            name="text"
            rows={5}
            defaultValue={text}
            aria-invalid={problem ? true : undefined}
            aria-describedby={`${id}-more`}
            placeholder={hasTracks ? 'name,email,track' : 'name,email'}
            className="block w-full rounded-md border border-line-strong bg-paper px-2 py-1.5 font-mono text-sm"
          />
          <p id={`${id}-more`} className="text-xs text-ink-3">
            {hasTracks
              ? 'One person per row: a name, the sign-in name or email address, and a track if you like.'
              : 'One person per row: a name, and the sign-in name or email address.'}{' '}
            Up to 1,000 people.
          </p>
        </div>
        {preview ? <Plan words={preview} heading="What the list changes" /> : null}
        <p className="mt-3 flex flex-wrap gap-2">
          {preview && !isEmpty ? (
            <Button look="primary" name="press" value="import" disabled={sending !== null}>
              Import {preview.added.length + preview.changed.length}
            </Button>
          ) : null}
          {preview ? (
            <a className="self-center text-sm" href="?#expected">
              Choose another list
            </a>
          ) : (
            <Button look="main" name="press" value="preview" disabled={sending !== null}>
              Show what it changes
            </Button>
          )}
        </p>
      </form>
      <div role="status" className="mt-1 text-sm">
        {(failure ?? problem) ? <p className="text-wrong">{failure ?? problem}</p> : null}
        {isEmpty ? <p>This list makes no changes.</p> : null}
        {done ? <Plan words={done} heading="Imported" /> : null}
      </div>
    </>
  );
}

function Plan({ words, heading }: { words: PlanWords; heading: string }) {
  const { added, changed, unchanged, refused } = words;
  return (
    <div className="rounded-lg border border-line-strong px-4 py-3 text-sm">
      <p className="font-semibold">{heading}</p>
      <Lines title={`${added.length} added`} lines={added} />
      <Lines title={`${changed.length} changed`} lines={changed} />
      <Lines title={`${refused.length} refused`} lines={refused} isOpen />
      <p className="text-ink-2">{unchanged} unchanged</p>
    </div>
  );
}

function Lines({ title, lines, isOpen = false }: { title: string; lines: string[]; isOpen?: boolean }) {
  if (lines.length === 0) return <p className="text-ink-2">{title}</p>;
  return (
    <Details summary={title} open={isOpen || lines.length <= 20}>
      <ul className="mb-2 max-h-80 overflow-y-auto pl-4">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </Details>
  );
}
