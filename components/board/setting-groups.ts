import type { Lab } from '@/lib/lab/lab';
import { sealedIn } from '@/lib/lab/settings';
import type { Setting } from '@/lib/lab/vocabulary';
import type { SettingGroup, SettingView } from './workshop-form';

interface Filled {
  /** The text in a setting's field. */
  read: (name: string, setting: Pick<Setting, 'preset'>) => string;
  /** Names of the secrets that the workshop already has. */
  kept?: readonly string[];
  /** Of those that it had, and that cannot be opened anymore. */
  lost?: readonly string[];
}

/** A lab's settings and secrets as the form shows them: by group, in the lab's order. */
export function settingGroups(lab: Lab, { read, kept = [], lost = [] }: Filled): SettingGroup[] {
  const views: [string, SettingView][] = [
    ...Object.entries(lab.settings).map(([name, setting]): [string, SettingView] => {
      const { label, hint, group, choices, isRare = false } = setting;
      const value = read(name, setting);
      const warning = setting.warns?.(value);
      const more = { ...(warning ? { warning } : {}), ...(choices ? { choices } : {}) };
      return [group, { name, label, hint: hint ?? '', preset: value, isRare, isSecret: false, ...more }];
    }),
    ...sealedIn(lab).map(([name, { label, hint, group }]): [string, SettingView] => {
      const told = kept.includes(name)
        ? 'One is saved. To replace it, enter another. If you change the URL it’s for, enter it again.'
        : hint;
      const problem = lost.includes(name) ? 'The saved one can’t be opened anymore. Enter it again.' : undefined;
      return [
        group,
        { name, label, hint: told, preset: read(name, { preset: '' }), isRare: false, isSecret: true, ...(problem ? { problem } : {}) },
      ];
    }),
  ];
  return [...Map.groupBy(views, ([group]) => group)].map(([title, fields]) => ({ title, fields: fields.map(([, view]) => view) }));
}
