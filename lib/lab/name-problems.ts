import { attendeeNames, type Declared } from './vocabulary';

/** What the form of a step's panel sends besides what people record, each under its name. */
export const panelFields = ['workshop', 'step', 'press', 'held', 'person', 'tab'] as const;
/** What the form of a workshop has besides the lab's settings and secrets. */
const workshopFields: readonly string[] = ['lab', 'title', 'lastDay', 'retentionDays', 'drop'];

/** Names that would be taken for something of Guidepost's own: what is typed there would be lost, or sent as something else. */
export function nameProblems({ settings, values, learns, derives, credentials }: Omit<Declared, 'agree'>): string[] {
  const sealed = Object.keys(credentials).filter((name) => credentials[name]?.kind === 'sealed');
  const [recorded, set] = [Object.keys(values), [...Object.keys(settings), ...sealed]];
  const own = (name: string) => `"${name}" is a name of Guidepost's own, so choose another`;
  return [
    ...recorded.filter((name) => panelFields.some((field) => field === name)).map((name) => `the value ${own(name)}`),
    ...recorded
      .filter((name) => !/^\w{1,100}$/.test(name))
      .map((name) => `the value "${name}" has a name with more than letters and digits`),
    ...set.filter((name) => workshopFields.includes(name)).map((name) => `the setting ${own(name)}`),
    ...[...recorded, ...set, ...Object.keys(learns), ...Object.keys(derives ?? {})]
      .filter((name) => Object.hasOwn(attendeeNames, name))
      .map((name) => `${own(name)}`),
  ];
}
