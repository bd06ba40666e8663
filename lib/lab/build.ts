import { type Check, type CheckDefinition, type CheckTemplate, erased, type Names } from './check';
import { type Fill, type FillDefinition, only, type Probe, type ProbeDefinition } from './fill';
import { allSteps, type Console, type Lab, type Section, type Step } from './lab';
import { type CleanUp, cleanUpProblems } from './leftover';
import { type LabMap, mapProblems } from './map';
import { nameProblems } from './name-problems';
import { type DonePart, type Part, type PartDefinition, type PersonsPart, partOfFill, type Words } from './part';
import { type Picture, pictureProblems } from './picture';
import type { Practice } from './practice';
import type {
  CloudsOf,
  Declared,
  Knowing,
  Known,
  LearntName,
  NameOf,
  TabSecretName,
  TrackName,
  ValueName,
  WritingCloudsOf,
} from './vocabulary';

/** A step as its author writes it. Its slug and number come from its place in the lab. */
export type StepDraft = Omit<Step, 'slug' | 'number'>;

interface StepDefinition<V extends Declared> {
  title: string;
  minutes: number;
  meanwhile?: string;
  /** Without it the step is on every track. */
  tracks?: readonly TrackName<V>[];
  collects?: readonly ValueName<V>[];
  fill?: Fill;
  secrets?: readonly TabSecretName<V>[];
  probes?: readonly Probe[];
  /** Slugs of the earlier steps whose work it needs, see `Step`. */
  buildsOn?: readonly string[];
  checks: readonly Check[];
  /** How it is done through the services' APIs, part by part; see the step's `solve.ts`. */
  parts?: readonly Part[];
}

interface SectionDefinition {
  title: string;
  /** The number of its first step; 1 unless said otherwise. */
  from?: number;
  /** By slug, the name of the step's folder, in the order of the lab. */
  steps: Readonly<Record<string, StepDraft>>;
}

interface LabDefinition<V extends Declared> {
  /** Kept in the database, never renamed. */
  id: string;
  /** Its folder, from the project's root. */
  folder: string;
  title: string;
  summary: string;
  goals: readonly string[];
  consoles?: Readonly<Record<string, { label: string; url: (known: Partial<Record<NameOf<V>, string>>) => string | null }>>;
  sections: readonly SectionDefinition[];
  glossary?: Readonly<Record<string, string>>;
  map?: LabMap;
  pictures?: Readonly<Record<string, Picture>>;
  practice?: Practice;
  cleanUp?: CleanUp;
}

/** A section of a single step is numbered as a whole: `5`, not `5.1`. */
function numbered({ title, from = 1, steps }: SectionDefinition, at: number): Section {
  const number = String(at + 1);
  const drafts = Object.entries(steps);
  return {
    number,
    title,
    steps: drafts.map(([slug, draft], i) => ({ ...draft, slug, number: drafts.length === 1 ? number : `${number}.${from + i}` })),
  };
}

/**
 * Declares a lab's words once. Everything else in the lab is made with what it returns, so that an undeclared name (in `needs`, `collects`,
 * `learns`, a track, or the names of a template) doesn't compile.
 */
export function vocabulary<const V extends Declared>(declared: V) {
  type Name = NameOf<V>;
  type Clouds = CloudsOf<V>;
  type Writers = WritingCloudsOf<V>;

  return {
    declared,

    /** A check of this lab. */
    check: <A, const Needs extends Name = never, const Uses extends Name = never, const Learns extends LearntName<V> = never>({
      id,
      title,
      ...definition
    }: CheckDefinition<Clouds, A, Needs, Uses, Learns> & { id: string; title: string }): Check => erased({ id, title }, definition),

    /** A check from the kit, with this lab's names for its roles. */
    use: <A, Needs extends string, Uses extends string = never, Learns extends string = never>(
      template: CheckTemplate<Clouds, A, Needs, Uses, Learns>,
      { id, title, names }: { id: string; title: string } & WithNames<Needs | Uses, Learns, Name, LearntName<V>>,
    ): Check => erased({ id, title }, template, names),

    fill: <const Needs extends Name = never, const Uses extends Name = never>(
      { label, needs = [], uses = [], read }: FillDefinition<Clouds, Needs, Uses, ValueName<V>>, //
    ): Fill => ({
      label,
      needs,
      uses,
      read: (clouds, known) => read(clouds as Clouds, only([...needs, ...uses], known) as Knowing<Needs, Uses>), // as in `erased`
    }),

    probe: <const Needs extends Name = never>(
      { attempt, ...probe }: ProbeDefinition<Clouds, Needs, TabSecretName<V>>, //
    ): Probe => ({
      ...probe,
      attempt: (clouds, known, secret) => attempt(clouds as Clouds, only(probe.needs, known) as Knowing<Needs>, secret), // as in `erased`
    }),

    /** A part of a step that can be done for an attendee, as them. */
    part: <
      const Needs extends Name = never,
      const Uses extends Name = never,
      const Secret extends TabSecretName<V> = never,
      const Value extends ValueName<V> = never,
      const D extends string = never,
    >({
      act,
      details,
      needs = [],
      uses = [],
      secrets = [],
      records = [],
      ...part
    }: PartDefinition<Writers, Name, Needs, Uses, Secret, Value, D, TrackName<V>>): DonePart => ({
      ...part,
      details: details ?? {},
      needs,
      uses,
      secrets,
      records,
      act: (clouds, known, doing) => act(clouds as Writers, only([...needs, ...uses], known) as Knowing<Needs, Uses>, doing), // as in `erased`
    }),

    /** A part that records what a fill reads from the services. */
    fillPart: <const Value extends ValueName<V>>(
      { fill, ...part }: { id: string; what: Words<Name>; turns: readonly string[]; records: readonly Value[]; fill: Fill }, //
    ): DonePart => partOfFill(part, fill),

    /** A part of a step that only the attendee can do. */
    personsPart: (part: Omit<PersonsPart, 'what' | 'tracks'> & { what: Words<Name>; tracks?: readonly TrackName<V>[] }): PersonsPart =>
      part,

    step: ({ tracks, collects = [], secrets = [], probes = [], buildsOn = [], ...step }: StepDefinition<V>): StepDraft => ({
      ...step,
      secrets,
      probes,
      buildsOn,
      tracks: tracks ?? Object.keys(declared.tracks),
      collects: collects.map((name) => ({ name, ...declared.values[name as string] }) as StepDraft['collects'][number]), // declared, so it is there
    }),

    /** @throws Error when the map, a picture or a step names what the lab does not have, or a name is Guidepost's own */
    lab({ sections, consoles = {}, ...lab }: LabDefinition<V>): Lab {
      const made: Lab = {
        ...lab,
        ...declared,
        consoles: consoles as Record<string, Console>, // what they know is a part of what the engine knows
        sections: sections.map(numbered),
      };
      const [problem] = [
        ...nameProblems(declared),
        ...buildsOnProblems(made),
        ...cleanUpProblems(made),
        ...mapProblems(made),
        ...pictureProblems(made).map(({ picture, what }) => `in the picture "${picture}", ${what}`),
      ];
      if (problem) throw new Error(`${lab.folder}: ${problem}.`);
      return made;
    },
  };
}

/** A step may only build on earlier ones. */
function buildsOnProblems(lab: Lab): string[] {
  const steps = allSteps(lab);
  return steps.flatMap((step, at) => {
    const before = steps.slice(0, at).map((s) => s.slug);
    return step.buildsOn
      .filter((slug) => !before.includes(slug))
      .map((slug) => `"${step.slug}" builds on "${slug}", which is no step before it`);
  });
}

type WithNames<Roles extends string, Learns extends string, Name extends string, Learnt extends string> = [
  Exclude<Roles, Name> | Exclude<Learns, Learnt>,
] extends [never]
  ? { names?: Names<Roles, Name> & Names<Learns, Learnt> }
  : { names: Names<Roles, Name> & Names<Learns, Learnt> };

export type { Known };
