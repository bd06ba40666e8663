import { vocabulary } from './build';
import type { Lab } from './lab';
import { pass } from './outcome';
import type { Track } from './vocabulary';

interface TeaStep {
  /** Without them the step is on every track. */
  tracks?: readonly string[];
  /** Ids of its checks; one, `tea.` and the step's slug, without them. */
  checks?: readonly string[];
}

/** For tests: a lab about tea that asks no service; all its checks pass. */
export function teaLab(
  steps: Readonly<Record<string, TeaStep>>,
  tracks: Record<string, Track> = { all: { title: 'All', forWhom: '' } },
): Lab {
  const words = vocabulary({ clouds: {}, settings: {}, values: {}, learns: {}, credentials: {}, tracks });
  const drafts = Object.entries(steps).map(([slug, { tracks, checks = [`tea.${slug}`] }]) => {
    const made = checks.map((id) => words.check({ id, title: id, needs: [], ask: async () => null, judge: () => pass('') }));
    const title = `${slug.charAt(0).toUpperCase()}${slug.slice(1)}`;
    return [slug, words.step({ title, minutes: 1, checks: made, ...(tracks ? { tracks } : {}) })];
  });
  const sections = [{ title: 'One', steps: Object.fromEntries(drafts) }];
  return words.lab({ id: 'tea', folder: '', title: 'Tea', summary: '', goals: [], sections });
}
