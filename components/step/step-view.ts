import type { Lab, Step } from '@/lib/lab/lab';
import { type Hast, subjectsIn } from '@/lib/lab/text';
import type { StepView } from './view';

interface Place {
  /** The workshop's slug. */
  workshop: string;
  /** Whether the workshop's own key can replace one of the attendee's secrets, by the secret's name. */
  hasStandIn: (secret: string) => boolean;
  text: Hast;
  /** Whether the workshop is over, so that nothing is checked. */
  isOver?: boolean;
  /** Whether the step can be checked again without a press. */
  isWatchable?: boolean;
}

/** A lab's step as its panel needs it. */
export const stepView = (lab: Lab, step: Step, { workshop, hasStandIn, text, isOver = false, isWatchable = true }: Place): StepView => ({
  workshop,
  isOver,
  isWatchable,
  buildsOn: step.buildsOn,
  slug: step.slug,
  checks: step.checks.map(({ id, title }) => ({ id, title })),
  fields: step.collects.map((v) => ({ name: v.name, label: v.label, placeholder: v.placeholder ?? '', isPick: v.isPick ?? false })),
  fillLabel: step.fill?.label ?? null,
  helped: subjectsIn(text),
  secrets: step.secrets.map((name) => ({
    name,
    label: lab.credentials[name]?.label ?? name,
    hint: lab.credentials[name]?.hint ?? '',
    probeLabel: step.probes.find((p) => p.credential === name)?.label ?? null,
    hasStandIn: hasStandIn(name),
  })),
});
