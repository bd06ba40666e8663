import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownName } from '@/lib/checks/known';
import { databricksDss } from './databricks-dss/lab';
import { isOpen, type Lab, labelIn, type Section, type Step, stepsOf, type Track } from './lab';
import { type Hast, parseText } from './text';

const labs: readonly Lab[] = [databricksDss];

export const findLab = (id: string): Lab => {
  const lab = labs.find((l) => l.id === id);
  if (!lab) throw new Error(`There is no lab "${id}".`); // the database names it, so it was renamed or removed by mistake
  return lab;
};
export const allLabs = (): readonly Lab[] => labs;

/** A step of the track by its slug, with its neighbours. */
export function findStep(
  lab: Lab,
  track: Track,
  slug: string,
): { step: Step; section: Section; previous: Step | null; next: Step | null } | null {
  const steps = stepsOf(lab, track);
  const at = steps.findIndex((s) => s.slug === slug);
  const step = steps[at];
  const section = lab.sections.find((s) => step && s.steps.includes(step));
  return step && section ? { step, section, previous: steps[at - 1] ?? null, next: steps[at + 1] ?? null } : null;
}

/** Names beside values, settings and what checks learn that a text may use: who the attendee is. */
const always = ['userName', 'personName'];

/** Every text is parsed when the portal is built and started, so that a mistake in one never reaches an attendee. */
const texts = new Map<string, Hast>();
for (const lab of labs) {
  const steps = lab.sections.flatMap((s) => s.steps);
  const vocabulary = {
    names: new Map(
      [
        ...always,
        ...Object.keys(lab.learns),
        ...lab.settings.filter(isOpen).map((s) => s.name),
        ...steps.flatMap((s) => s.collects.map((v) => v.name)),
      ].map((name) => [name, labelIn(lab)(name as KnownName)]),
    ), // each a known name
    consoles: new Set(Object.keys(lab.consoles)),
    secrets: new Set(steps.flatMap((s) => (s.secrets ?? []).map(({ name }) => name as string))),
  };
  for (const step of steps) {
    const file = join('labs', lab.id, 'steps', `${step.slug}.md`);
    texts.set(`${lab.id}/${step.slug}`, parseText(file, readFileSync(join(process.cwd(), file), 'utf8'), vocabulary));
  }
}

export function textOf(lab: Lab, step: Step): Hast {
  const text = texts.get(`${lab.id}/${step.slug}`);
  if (!text) throw new Error(`The step ${step.slug} has no text.`);
  return text;
}
