import { allSteps } from '@/lib/lab/lab';
import { type Finding, inOrder } from '../finding';
import { isFinding, loadLab } from '../load';
import { Sources } from '../sources';
import { lintFolders } from './folders';
import { lintNames, lintReads, lintStepNames } from './names';
import { lintParts } from './parts';
import { lintTexts } from './texts';
import { lintVerdicts } from './verdicts';

/** Everything to fix in these labs, and in what they use of the kit. Does not check types. */
export async function lint(root: string, folders: readonly string[]): Promise<Finding[]> {
  const sources = new Sources(root);
  const found = new Map<string, Finding>();
  const add = (findings: readonly Finding[]) => {
    for (const finding of findings) found.set(JSON.stringify(finding), finding); // what two labs use of the kit, once
  };
  for (const folder of folders) {
    const reached = sources.reachedFrom(sources.in(folder));
    add(reached.flatMap(lintVerdicts));
    const lab = await loadLab(root, folder);
    if (isFinding(lab)) {
      add([lab]);
      continue;
    }
    const slugs = new Set(allSteps(lab).map(({ slug }) => slug));
    add([...lintFolders(root, folder, lab), ...lintTexts(root, lab), ...lintNames(root, lab), ...lintParts(root, lab)]);
    add(lintReads(sources.in(folder), lab));
    add(reached.flatMap((source) => lintStepNames(source, slugs)));
  }
  return inOrder([...found.values()]);
}
