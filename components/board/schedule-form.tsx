'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useZone } from '@/components/ui/clock';
import { Field } from '@/components/ui/field';
import { zoneName } from '@/components/ui/moment-words';
import { useAction } from '@/components/ui/use-action';
import type { Plan } from '@/lib/pace/plan';
import { breakFields, mostBreaks } from '@/lib/pace/schedule';
import { localIn } from '@/lib/pace/zone';
import { lookAgain } from './look-again';

export interface ScheduleResult {
  problems: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
  /** Why the request failed. */
  failure?: string;
}

const nothing: ScheduleResult = { problems: {}, typed: {} };

interface Props {
  action: (previous: ScheduleResult, form: FormData) => Promise<ScheduleResult>;
  plan: Plan;
  /** In milliseconds since 1970: what the zone is called today. */
  now: number;
}

/** When the room meets: times on the reader's own clock. Empty fields mean that it is not planned. */
export function ScheduleForm({ action, plan, now }: Props) {
  const { result, sending, form } = useAction(action, { initial: nothing, failed: (last, failure) => ({ ...last, failure }) });
  const { problems, typed, failure } = result;
  const zone = useZone();
  const [rows, setRows] = useState(Math.min(mostBreaks, plan.breaks.length + 1));
  const moment = (name: string, label: string, stored: number | null | undefined, hint?: string) => {
    const shown = typed[name] ?? (stored ? localIn(zone, stored) : '');
    return (
      <Field
        key={`${name} ${zone} ${shown}`}
        id={name.replaceAll(' ', '-')}
        name={name}
        label={label}
        type="datetime-local"
        hint={hint}
        problem={problems[name]}
        defaultValue={shown}
      />
    );
  };
  return (
    <form {...form} className="max-w-130">
      <input type="hidden" name="zone" value={zone} />
      <p className="text-sm text-ink-2">
        Times are in {zone === 'UTC' ? 'UTC' : `your time zone, ${zone.replaceAll('_', ' ')} (${zoneName(zone, now)})`}.
      </p>
      <div className="grid gap-x-4 wide:grid-cols-2">
        {moment('startsAt', 'Start', plan.startsAt)}
        {moment('plannedEnd', 'Planned end', plan.endsAt, 'When the room should have finished. Nothing stops at this time.')}
      </div>
      <fieldset className="mt-6">
        <legend className="font-semibold">Breaks</legend>
        <p className="text-sm text-ink-2">
          Breaks don’t count as slow, stuck, or idle time. For a workshop over several days, add each night as a break.
        </p>
        {Array.from({ length: rows }, (_, i) => {
          const { from, to } = breakFields(i + 1);
          const stored = plan.breaks[i];
          return (
            <div key={from} className="grid gap-x-4 wide:grid-cols-2">
              {moment(from, `Break ${i + 1} from`, stored?.from)}
              {moment(to, `Break ${i + 1} to`, stored?.to)}
            </div>
          );
        })}
        {rows < mostBreaks ? (
          <Button type="button" className="mt-3 noscript:hidden" onClick={() => setRows(rows + 1)}>
            Add a break
          </Button>
        ) : null}
      </fieldset>
      <Button look="primary" className="mt-6" disabled={sending !== null}>
        Save the schedule
      </Button>
      <p role="status" className="mt-1 text-sm text-wrong">
        {failure ?? lookAgain(Object.keys(problems).length)}
      </p>
    </form>
  );
}
