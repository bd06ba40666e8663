'use client';
import type { ReactNode } from 'react';
import { Button, buttonLook } from '@/components/ui/button';
import { statusWords } from '@/components/ui/mark';
import { type BoardStep, type Group, idleMinutes, stuckMinutes, stuckTries } from '@/lib/pace/group';
import { everybody, type Facets, type Filter, isNarrow, outcomes } from './filter';
import { focusFirst } from './keys';

interface Props {
  filter: Filter;
  facets: Facets;
  steps: readonly BoardStep[];
  /** Titles of all tracks, by their names. */
  tracks: Readonly<Record<string, string>>;
  choose: (change: Partial<Filter>) => void;
  found: number;
  total: number;
  /** Between the counts and the fields. */
  children: ReactNode;
}

const tiles: { group: Group; words: string }[] = [
  { group: 'help', words: 'asking for help' },
  { group: 'stuck', words: `stuck, over ${stuckMinutes} min or ${stuckTries} tries` },
  { group: 'unreachable', words: 'can’t be checked: service, setup, sign-in' },
  { group: 'waiting', words: 'waiting for a service' },
  { group: 'idle', words: `idle over ${idleMinutes} min` },
  { group: 'moving', words: 'moving' },
  { group: 'not-started', words: 'not started' },
  { group: 'done', words: 'all done' },
];
const groupWords = Object.fromEntries(tiles.map(({ group, words }) => [group, words.split(/[,:]/)[0] ?? words]));
const sortWords = { urgency: 'Who needs help first', lag: 'Furthest behind first', name: 'Name' } satisfies Record<Filter['sort'], string>;

/** Who is shown, by counts and fields. A form that asks the server where there is no JavaScript. */
export function Filters({ filter, facets, steps, tracks, choose, found, total, children }: Props) {
  const counted = (label: string, n: number | undefined) => `${label} (${n ?? 0})`;
  return (
    <form method="get" aria-label="Who is shown">
      {/* what Enter in a field presses, or it would be the first count */}
      <button type="submit" hidden />
      <div className="-mx-0.5 my-4 grid grid-flow-col auto-cols-[minmax(8rem,1fr)] gap-2 overflow-x-auto p-0.5 wide:auto-cols-fr wide:overflow-visible print:grid-flow-row print:grid-cols-4 print:overflow-visible">
        {tiles.map(({ group, words }) => (
          <button
            key={group}
            type="submit"
            name="group"
            value={filter.group === group ? '' : group}
            className="flex flex-col rounded-lg border bg-raised px-3 py-2 text-left text-sm/5 text-ink-2 hover:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft"
            aria-pressed={filter.group === group}
            data-urgent={(group === 'help' || group === 'stuck') && facets.group[group] > 0 ? '' : undefined}
            onClick={(event) => {
              event.preventDefault();
              choose({ group: filter.group === group ? null : group });
            }}
          >
            <b className="text-xl/7 text-ink in-data-urgent:text-wrong">{facets.group[group]}</b>
            {words}
          </button>
        ))}
      </div>
      {filter.group ? <input type="hidden" name="group" value={filter.group} /> : null}
      {children}
      <div className="my-3 flex flex-wrap items-end gap-x-3 gap-y-2 print:hidden [&_:is(input,select)]:h-9 [&_:is(input,select)]:text-ink [&_:is(input,select)]:wide:text-sm max-wide:[&_:is(input,select)]:text-base">
        <Labelled label="Search" className="grow basis-full wide:max-w-96 wide:basis-48">
          <input
            id="search"
            name="q"
            type="search"
            autoComplete="off"
            maxLength={100}
            placeholder="Name or problem"
            value={filter.q}
            aria-keyshortcuts="/"
            onChange={(event) => choose({ q: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') choose({ q: '' });
              else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
              else focusFirst();
              event.preventDefault();
            }}
          />
        </Labelled>
        <Choice
          name="step"
          label="On step"
          value={filter.step}
          all="Any step"
          options={steps.map((s) => [s.slug, counted(`${s.number} ${s.title}`, facets.step[s.slug])])}
          choose={(step) => choose({ step, ...(step === null && filter.outcome === 'pass' ? { outcome: null } : {}) })}
        />
        <Choice
          name="outcome"
          label={filter.step ? 'Which is' : 'Their step is'}
          value={filter.outcome}
          all={filter.step ? 'where they are now' : 'anything'}
          // nobody is on a step that they have passed
          options={outcomes.filter((o) => filter.step || o !== 'pass').map((o) => [o, counted(statusWords[o], facets.outcome[o])])}
          choose={(outcome) => choose({ outcome: outcomes.find((o) => o === outcome) ?? null })}
        />
        {Object.keys(tracks).length > 1 ? (
          <Choice
            name="track"
            label="Track"
            value={filter.track}
            all="Any track"
            options={Object.entries(tracks).map(([track, title]) => [track, counted(title, facets.track[track])])}
            choose={(track) => choose({ track })}
          />
        ) : null}
        <Choice
          name="sort"
          label="Sort by"
          value={filter.sort}
          options={Object.entries(sortWords)}
          choose={(sort) => choose({ sort: sort === 'lag' || sort === 'name' ? sort : 'urgency' })}
        />
        <noscript>
          <Button>Show</Button>
        </noscript>
        <p className={isNarrow(filter) ? 'flex min-h-9 basis-full flex-wrap items-center gap-2 text-sm text-ink-2' : 'sr-only'}>
          <span aria-live="polite">{isNarrow(filter) ? `${found} of ${total} shown` : ''}</span>
          <Chosen filter={filter} steps={steps} tracks={tracks} choose={choose} />
        </p>
      </div>
    </form>
  );
}

const Labelled = ({ label, className = '', children }: { label: string; className?: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
  <label className={`text-xs text-ink-3 ${className}`}>
    {label}
    {children}
  </label>
);

interface ChoiceProps {
  name: string;
  label: string;
  value: string | null;
  /** What it is called when nothing is chosen. */
  all?: string;
  options: readonly (readonly [string, string])[];
  choose: (value: string | null) => void;
}
const Choice = ({ name, label, value, all, options, choose }: ChoiceProps) => (
  <Labelled label={label} className="max-w-full min-w-0 grow basis-36 wide:max-w-64">
    <select
      name={name}
      value={value ?? ''}
      data-chosen={all && value ? '' : undefined}
      onChange={(event) => choose(event.target.value || null)}
    >
      {all ? <option value="">{all}</option> : null}
      {options.map(([of, words]) => (
        <option key={of} value={of}>
          {words}
        </option>
      ))}
    </select>
  </Labelled>
);

/** What is chosen, each to be taken back. */
function Chosen({ filter, steps, tracks, choose }: Pick<Props, 'filter' | 'steps' | 'tracks' | 'choose'>) {
  const step = steps.find((s) => s.slug === filter.step);
  const chips: [string, Partial<Filter>][] = [
    ...(filter.group ? [[groupWords[filter.group] ?? filter.group, { group: null }] as [string, Partial<Filter>]] : []),
    ...(step ? [[`${filter.outcome ? '' : 'on '}step ${step.number}`, { step: null }] as [string, Partial<Filter>]] : []),
    ...(filter.outcome ? [[statusWords[filter.outcome], { outcome: null }] as [string, Partial<Filter>]] : []),
    ...(filter.track ? [[tracks[filter.track] ?? filter.track, { track: null }] as [string, Partial<Filter>]] : []),
    ...(filter.q.trim() ? [[`“${filter.q.trim()}”`, { q: '' }] as [string, Partial<Filter>]] : []),
  ];
  if (chips.length === 0) return null;
  return (
    <>
      {chips.map(([words, change]) => (
        <button
          key={words}
          type="button"
          className="rounded-full border border-accent bg-accent-soft px-3 py-0.5 text-xs text-ink"
          aria-label={`Remove the filter ${words}`}
          onClick={() => choose(change)}
        >
          {words} <span aria-hidden="true">×</span>
        </button>
      ))}
      <a
        href="?"
        className={buttonLook('small')}
        onClick={(event) => {
          event.preventDefault();
          choose({ ...everybody, sort: filter.sort });
        }}
      >
        Clear all
      </a>
    </>
  );
}
