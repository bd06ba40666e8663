import type { ReactNode } from 'react';
import type { Lab } from '@/lib/lab/lab';
import type { Known } from '@/lib/lab/vocabulary';
import type { StepStatus } from '@/lib/progress/standing';
import { LabPicture } from './lab-picture';

/** The pictures of a lab for one attendee: what a text asks for by name. */
export function picturesOf(lab: Lab, track: string, values: Known, statuses: ReadonlyMap<string, StepStatus>) {
  return function picture(name: string): ReactNode {
    const found = lab.pictures?.[name];
    return found ? <LabPicture picture={found} lab={lab} track={track} values={values} statuses={statuses} /> : null;
  };
}
