'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useAction } from '@/components/ui/use-action';

export interface SettingView {
  name: string;
  label: string;
  hint?: string;
  preset: string;
  isSecret?: boolean;
}
export interface WorkshopResult {
  problems: Record<string, string>;
  typed: Record<string, string>;
  /** Why nothing came of it. */
  failure?: string;
}

const nothing: WorkshopResult = { problems: {}, typed: {} };

/** A workshop's title and settings, filled with the lab's own. */
export function WorkshopForm({
  action,
  lab,
  title = '',
  settings,
}: {
  action: (p: WorkshopResult, f: FormData) => Promise<WorkshopResult>;
  lab: string;
  /** What it is called already, where it is changed. */
  title?: string;
  settings: SettingView[];
}) {
  const { result, isBusy, form } = useAction(action, nothing, (last, failure) => ({ ...last, failure }));
  const { problems, typed, failure } = result;
  // what is secret does not come back from the server, so it stays here until all is right
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const keep = (name: string, text: string) => setSecrets((known) => ({ ...known, [name]: text }));
  const fields: SettingView[] = [
    { name: 'title', label: 'Title', hint: 'As attendees see it: Tuesday session, London.', preset: title },
    ...settings,
  ];
  return (
    <form {...form} className="max-w-130">
      <input type="hidden" name="lab" value={lab} />
      {fields.map((f) => (
        <Field
          key={`${f.name} ${typed[f.name] ?? ''}`}
          id={f.name}
          name={f.name}
          label={f.label}
          hint={f.hint}
          problem={problems[f.name]}
          {...(f.isSecret
            ? { type: 'password', value: secrets[f.name] ?? f.preset, onChange: (e) => keep(f.name, e.target.value) }
            : { defaultValue: typed[f.name] ?? f.preset })}
          maxLength={200}
        />
      ))}
      <Button look="primary" className="mt-6" disabled={isBusy}>
        {title ? 'Save the settings' : 'Create the workshop'}
      </Button>
      <p role="status" className="mt-1 text-sm text-wrong">
        {failure ?? (Object.keys(problems).length > 0 ? `${Object.keys(problems).length} of the fields need another look.` : '')}
      </p>
    </form>
  );
}
