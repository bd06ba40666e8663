import type { Lab, Step } from '@/lib/lab/lab';
import type { Hast } from '@/lib/lab/text';
import { readTexts } from '@/lib/lab/texts';
import databricksDss from './databricks-dss/lab';
import { more } from './more';

const labs: readonly Lab[] = [databricksDss, ...more];
const texts = new Map(labs.map((lab) => [lab.id, readTexts(lab)]));

export const allLabs = (): readonly Lab[] => labs;

export function findLab(id: string): Lab {
  const lab = labs.find((l) => l.id === id);
  if (!lab) throw new Error(`There is no lab "${id}".`); // the database names it, so it was renamed or removed by mistake
  return lab;
}

export function textOf(lab: Lab, step: Step): Hast {
  const text = texts.get(lab.id)?.get(step.slug);
  if (!text) throw new Error(`The step ${step.slug} has no text.`);
  return text;
}

/** Every cloud that some lab asks: what people consent to when they sign in. */
export const allClouds = () => [...new Map(labs.flatMap((lab) => Object.values(lab.clouds)).map((cloud) => [cloud.id, cloud])).values()];
