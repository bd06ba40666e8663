'use client';
import { Fragment } from 'react';
import { Button } from '@/components/ui/button';
import { Choice, Field } from '@/components/ui/field';
import { useAction } from '@/components/ui/use-action';
import { saveWithout } from '@/lib/lab/vocabulary';
import { lookAgain } from './look-again';
import { RareFields } from './rare-fields';

export interface SettingView {
  name: string;
  label: string;
  hint: string;
  preset: string;
  /** Where it is one of a few: what each is called, by its value. */
  choices?: Readonly<Record<string, string>>;
  /** Rarely changed: folded away. */
  isRare: boolean;
  isSecret: boolean;
  /** What is wrong with the stored settings, before anything was sent. */
  problem?: string;
  /** Warnings about stored settings that are accepted. */
  warning?: string;
}
export interface SettingGroup {
  title: string;
  fields: SettingView[];
}
export interface WorkshopResult {
  problems: Record<string, string>;
  typed: Record<string, string>;
  /** Secrets that would be lost by saving; for each the form offers a box to agree. */
  losing?: string[];
  /** Why the request failed. */
  failure?: string;
}

const nothing: WorkshopResult = { problems: {}, typed: {} };

/** A workshop's title and settings, in the lab's groups. */
export function WorkshopForm({
  action,
  lab,
  title = '',
  lastDay,
  retentionDays,
  groups,
}: {
  action: (p: WorkshopResult, f: FormData) => Promise<WorkshopResult>;
  lab: string;
  /** The current title, when an existing workshop is edited. */
  title?: string;
  /** As 2026-11-26; empty: it has no end. */
  lastDay: string;
  retentionDays: number;
  groups: SettingGroup[];
}) {
  const { result, sending, form } = useAction(action, { initial: nothing, failed: (last, failure) => ({ ...last, failure }) });
  const { problems, typed, losing = [], failure } = result;
  const field = (f: SettingView) => {
    const key = `${f.name} ${typed[f.name] ?? ''}`;
    const { name, label, hint, warning } = f;
    const frame = { id: name, name, label, hint, warning, problem: problems[name] ?? f.problem };
    if (f.choices) return <Choice key={key} {...frame} choices={f.choices} defaultValue={typed[name] ?? f.preset} />;
    return (
      <Field
        key={key}
        {...frame}
        type={f.isSecret ? 'password' : 'text'}
        // a secret never comes back from the server; the input keeps it, even what was typed before this script ran
        defaultValue={typed[name] ?? f.preset}
        maxLength={200}
      />
    );
  };
  const withBox = (f: SettingView) => (
    <Fragment key={f.name}>
      {field(f)}
      {losing.includes(f.name) ? (
        <label className="mt-1 flex items-center gap-2 text-sm">
          <input type="checkbox" name="drop" value={f.name} />
          {saveWithout}
        </label>
      ) : null}
    </Fragment>
  );
  const titleField = {
    name: 'title',
    label: 'Title',
    hint: 'What attendees see, such as Tuesday session, London.',
    preset: title,
    isRare: false,
    isSecret: false,
  };
  return (
    <form {...form} className="max-w-130">
      <input type="hidden" name="lab" value={lab} />
      {field(titleField)}
      <fieldset className="mt-6">
        <legend className="font-semibold">When it ends</legend>
        <Field
          key={`last ${typed['lastDay'] ?? ''}`}
          id="lastDay"
          name="lastDay"
          label="Last day"
          type="date"
          hint="After this day nobody can join, nothing is checked, and the keys entered here are removed."
          problem={problems['lastDay']}
          defaultValue={typed['lastDay'] ?? lastDay}
        />
        <Field
          key={`days ${typed['retentionDays'] ?? ''}`}
          id="retentionDays"
          name="retentionDays"
          label="Days to keep attendees’ data after the last day"
          inputMode="numeric"
          hint="Then their progress, values and attempts are deleted."
          problem={problems['retentionDays']}
          defaultValue={typed['retentionDays'] ?? String(retentionDays)}
          maxLength={3}
        />
      </fieldset>
      {groups.map((group) => {
        const usual = group.fields.filter((f) => !f.isRare);
        const rare = group.fields.filter((f) => f.isRare);
        const isOpen = rare.some((f) => problems[f.name] ?? f.warning) || undefined;
        if (usual.length === 0)
          return (
            <fieldset key={group.title} className="mt-6">
              <legend className="sr-only">{group.title}</legend>
              <RareFields title={group.title} fields={rare} isOpen={isOpen}>
                {rare.map(withBox)}
              </RareFields>
            </fieldset>
          );
        return (
          <fieldset key={group.title} className="mt-6">
            <legend className="font-semibold">{group.title}</legend>
            {usual.map(withBox)}
            {rare.length > 0 ? (
              <RareFields fields={rare} isOpen={isOpen}>
                {rare.map(withBox)}
              </RareFields>
            ) : null}
          </fieldset>
        );
      })}
      <Button look="primary" className="mt-6" disabled={sending !== null}>
        {title ? 'Save the settings' : 'Create the workshop'}
      </Button>
      <p role="status" className="mt-1 text-sm text-wrong">
        {failure ?? lookAgain(Object.keys(problems).length)}
      </p>
    </form>
  );
}
