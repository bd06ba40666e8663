import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSteps, knownNames, type Lab, labelOf, type Step } from './lab';
import { type Hast, parseText, type TextNames } from './text';
import type { Known } from './vocabulary';

/** Where a step's text is, from the project's root. */
export const textFile = (lab: Lab, step: Step): string => join(lab.folder, 'steps', step.slug, 'text.md');

/** What the text of a step may name. */
export function textNames(lab: Lab, step?: Step): TextNames {
  const steps = allSteps(lab);
  return {
    known: new Map(knownNames(lab).map((name) => [name, labelOf(lab, name)])),
    consoles: new Set(Object.keys(lab.consoles)),
    secrets: new Map(Object.entries(lab.credentials).flatMap(([name, c]) => (c.kind === 'tab' ? [[name, c.label]] : []))),
    pictures: new Set(Object.keys(lab.pictures ?? {})),
    steps: new Map(steps.map((s) => [s.slug, s.number])),
    checks: new Set((step?.checks ?? []).map((c) => c.id)),
    terms: new Map(Object.entries(lab.glossary ?? {}).map(([term, meaning]) => [term.toLowerCase(), meaning])),
  };
}

/**
 * The texts of a lab's steps, by slug. Parsed when the portal is built and when it starts, so that no mistake in one ever
 * reaches an attendee.
 * @throws TextError at the first mistake, with its file and line
 */
export function readTexts(lab: Lab): ReadonlyMap<string, Hast> {
  return new Map(
    allSteps(lab).map((step) => {
      const file = textFile(lab, step);
      return [step.slug, parseText(file, readFileSync(join(process.cwd(), file), 'utf8'), textNames(lab, step))];
    }),
  );
}

const blocks = new Map<string, string[]>();

/** The fenced code blocks of a step's text, in order and as written: a part runs what the text tells people to run. */
export function codeBlocksOf(folder: string, slug: string): string[] {
  const file = join(folder, 'steps', slug, 'text.md');
  const known = blocks.get(file) ?? fences(readFileSync(join(process.cwd(), file), 'utf8'));
  blocks.set(file, known);
  return known;
}

function fences(text: string): string[] {
  const found: string[][] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) {
      if (!isInside) found.push([]);
      isInside = !isInside;
    } else if (isInside) found.at(-1)?.push(line);
  }
  return found.map((lines) => lines.join('\n'));
}

/**
 * A code block with values and secrets filled in, as the page shows it.
 * @returns null where one is not known, or has a character that would end the string that it stands in
 */
export function filledCode(block: string, known: Known, secrets: Readonly<Record<string, string>> = {}): string | null {
  let isWhole = true;
  const code = block.replace(/\{\{([\w:]{1,100})\}\}/g, (_, name: string) => {
    const value = name.startsWith('secret:') ? secrets[name.slice('secret:'.length)] : known[name];
    isWhole &&= value !== undefined && value !== '' && !/["'\\\p{Cc}]/u.test(value);
    return value ?? '';
  });
  return isWhole ? code : null;
}
