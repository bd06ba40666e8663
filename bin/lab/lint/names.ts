import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { allSteps, knownNames, type Lab, type Step, unsayable } from '@/lib/lab/lab';
import { textNames } from '@/lib/lab/texts';
import type { Known } from '@/lib/lab/vocabulary';
import { type Finding, lineIn } from '../finding';
import { positionOf, type Source, within } from '../sources';

/**
 * Names that do not exist. The type check finds most of them too, but takes longer. Only this finds values that no step collects, and steps
 * that a sentence names wrongly.
 */
export function lintNames(root: string, lab: Lab): Finding[] {
  const { known, secrets } = textNames(lab);
  const elsewhere = Object.keys(lab.tracks).flatMap((track) => unsayable(lab, track).map((needed) => ({ ...needed, track })));
  return allSteps(lab).flatMap((step) => {
    const file = `${lab.folder}/steps/${step.slug}/step.ts`;
    const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
    const report = (name: string, message: string): Finding => ({ file, line: lineIn(text, quoted(name)), message });
    return [
      ...step.collects.filter((v) => !v.label).map((v) => report(v.name, `there is no value named "${v.name}"`)),
      ...namesIn(step)
        .filter((name) => !known.has(name))
        .map((name) => report(name, `"${name}" is no setting, and no step collects or learns it`)),
      ...elsewhere
        .filter((needed) => needed.step === step && known.has(needed.name))
        .map(({ name, track }) => report(name, `"${name}" is needed here, and no step of the track "${track}" collects or learns it`)),
      ...learntIn(step)
        .filter((name) => !(name in lab.learns))
        .map((name) => report(name, `there is nothing named "${name}" to learn`)),
      ...step.tracks.filter((track) => !(track in lab.tracks)).map((track) => report(track, `there is no track named "${track}"`)),
      ...[...step.secrets, ...step.probes.map((p) => p.credential)]
        .filter((name) => !secrets.has(name))
        .map((name) => report(name, `attendees hold no secret named "${name}"`)),
      ...repeated(step.checks.map((c) => c.id)).map((id) => ({
        file,
        line: lineIn(text, new RegExp(`(?<=${quoted(id).source}[^]*)${quoted(id).source}`)),
        message: `two checks of this step have the id "${id}"`,
      })),
    ];
  });
}

/**
 * The names that a suggestion or a derived value reads, or says that it follows from, and that the lab does not have. The type check
 * accepts any name there.
 */
export function lintReads(sources: readonly Source[], lab: Lab): Finding[] {
  const names = new Set(knownNames(lab));
  const readers = [
    ...Object.entries(lab.derives ?? {}).map(([name, { from, follows }]) => ({
      name,
      read: (known: Known) => [from(known), ...follows(known)],
    })),
    ...allSteps(lab)
      .flatMap((step) => step.collects)
      .map(({ name, suggest }) => ({ name, read: (known: Known) => [suggest?.(known)] })),
  ];
  return readers.flatMap(({ name, read }) => {
    const source = sources.find(({ ast }) => ast.text.includes(`${name}:`));
    const line = source ? lineIn(source.ast.text, new RegExp(`\\b${name}:`)) : 1;
    return readBy(read)
      .filter((wanted) => !names.has(wanted))
      .map((wanted) => ({
        file: source?.file ?? `${lab.folder}/lab.ts`,
        line,
        message: `"${name}" reads "${wanted}", which the lab does not have`,
      }));
  });
}

/** The names that a function reads, where nothing is known and where everything is. */
export function readBy(read: (known: Known) => unknown): string[] {
  const found = new Set<string>();
  for (const value of ['', 'x']) {
    const known = new Proxy({} as Known, {
      get: (_, name) => {
        if (typeof name === 'string') found.add(name);
        return value;
      },
    });
    read(known);
  }
  return [...found];
}

const namesIn = ({ checks, fill, probes }: Step): string[] => [
  ...new Set([...checks, ...(fill ? [fill] : []), ...probes].flatMap((asks) => [...asks.needs, ...('uses' in asks ? asks.uses : [])])),
];
const learntIn = ({ checks }: Step): string[] => [...new Set(checks.flatMap((c) => c.learns))];
export const repeated = (ids: string[]): string[] => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
export const quoted = (name: string) => new RegExp(`['"\`]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`);

/** Sentences of checks that name a step which the lab does not have. */
export function lintStepNames(source: Source, slugs: ReadonlySet<string>): Finding[] {
  return [...within(source.ast)].filter(hasText).flatMap((node) =>
    [...node.text.matchAll(/:step\[([^\]]*)\]/g)]
      .map(([, slug = '']) => slug)
      .filter((slug) => !slugs.has(slug))
      .map((slug) => ({ ...positionOf(source, node), message: `there is no step "${slug}"` })),
  );
}

type Written = ts.StringLiteralLike | ts.TemplateLiteralToken;
const hasText = (node: ts.Node): node is Written =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
