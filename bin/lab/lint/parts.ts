import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSteps, type Lab, type Step } from '@/lib/lab/lab';
import { type DonePart, isForPerson, type Part, type Words } from '@/lib/lab/part';
import { textNames } from '@/lib/lab/texts';
import { type Finding, lineIn } from '../finding';
import { quoted, readBy, repeated } from './names';

/** What is wrong with how the steps of a lab are done for somebody: names that do not exist, and what is left unsaid. */
export function lintParts(root: string, lab: Lab): Finding[] {
  const hasAny = allSteps(lab).some(({ parts = [] }) => parts.length > 0);
  return allSteps(lab).flatMap((step) => {
    const { parts = [] } = step;
    const { file, text } = written(root, lab, step);
    const at = (name: string, message: string): Finding => ({ file, line: lineIn(text, quoted(name)), message });
    // a lab that does nothing for anybody doesn't have to say why
    if (parts.length === 0 && hasAny) return [{ file, line: 1, message: untold, isWarning: true }];
    return [
      ...repeated(parts.map(({ id }) => id)).map((id) => at(id, `two parts of this step have the id "${id}"`)),
      ...parts.flatMap((part) => [
        ...ofWords(lab, part).map((name) => at(part.id, `"${part.id}" names "${name}", which the lab does not have`)),
        ...unknownChecks(step, part).map((id) => at(id, `"${part.id}" turns the check "${id}", which this step does not have`)),
        ...(part.tracks ?? [])
          .filter((track) => !step.tracks.includes(track))
          .map((track) => at(track, `"${part.id}" is for the track "${track}", which does not have this step`)),
        ...(isForPerson(part)
          ? [part].filter(({ why }) => why.trim() === '').map(({ id }) => at(id, `"${id}" does not say why only a person can do it`))
          : ofDonePart(lab, part).map(({ name, message }) => at(name, message))),
      ]),
    ];
  });
}

const untold =
  'nothing says how this step is done for somebody: add parts in solve.ts, or a part of the person’s that says why only they can';

/** Where the parts of a step are: in a file of their own, or with the step. */
function written(root: string, lab: Lab, { slug }: Step): { file: string; text: string } {
  const folder = `${lab.folder}/steps/${slug}`;
  const file = existsSync(join(root, folder, 'solve.ts')) ? `${folder}/solve.ts` : `${folder}/step.ts`;
  return { file, text: existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '' };
}

function ofDonePart(lab: Lab, { id, needs, uses, secrets, records }: DonePart): { name: string; message: string }[] {
  const { known, secrets: held } = textNames(lab);
  const collected = new Set(allSteps(lab).flatMap((step) => step.collects.map(({ name }) => name)));
  return [
    ...[...needs, ...uses]
      .filter((name) => !known.has(name))
      .map((name) => ({ name, message: `"${id}" asks for "${name}", which is no setting, and no step collects or learns it` })),
    ...secrets
      .filter((name) => !held.has(name))
      .map((name) => ({ name, message: `"${id}" asks for "${name}", which is no secret of attendees` })),
    ...records
      .filter((name) => !collected.has(name))
      .map((name) => ({ name, message: `"${id}" records "${name}", which no step collects` })),
  ];
}

function unknownChecks({ checks }: Step, part: Part): string[] {
  const details = isForPerson(part) ? [] : Object.values(part.details);
  const named = [...part.turns, ...(part.shownBy ?? []), ...details.flatMap(({ turns }) => turns)];
  return [...new Set(named)].filter((id) => !checks.some((check) => check.id === id));
}

/** Names that nobody knows, though a part or its details read them for what they say about themselves. */
function ofWords(lab: Lab, part: Part): string[] {
  const { known } = textNames(lab);
  const details = isForPerson(part) ? [] : Object.values(part.details);
  const read = (what: Words) => (typeof what === 'string' ? [] : readBy(what));
  return [part, ...details].flatMap(({ what }) => read(what)).filter((name) => !known.has(name));
}
