import type { SettingView } from '@/components/board/workshop-form';
import type { Lab, SettingSpec } from '@/labs/lab';

/** The lab's settings as the form shows them, filled in by `read`. */
export const settingViews = (lab: Lab, read: (setting: SettingSpec) => string): SettingView[] =>
  lab.settings.map((s) => ({
    name: s.name,
    label: s.label,
    preset: read(s),
    ...(s.hint ? { hint: s.hint } : {}),
    ...(s.isSecret ? { isSecret: true } : {}),
  }));
