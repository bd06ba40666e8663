'use server';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { attendeeState, knownOf } from '@/app/(attendee)/w/attendee-state';
import { verifyFor } from '@/app/(attendee)/w/verify-for';
import type { PanelResult } from '@/components/step/view';
import { findLab, findStep } from '@/labs';
import type { Filled, Step } from '@/labs/lab';
import { unreachable } from '@/lib/checks/trouble';
import { cloudsOf } from '@/lib/clouds/clouds';
import { Run } from '@/lib/clouds/http';
import { UpstreamError } from '@/lib/clouds/trouble';
import { tokensOf } from '@/lib/entra/tokens';
import { openStep, saveValues } from '@/lib/progress/enrolment';
import type { Verified } from '@/lib/progress/verify';
import { type Attendee, findAttendee, requireAttendee } from '@/lib/session';

const Input = z.object({
  workshop: z.string().max(100),
  step: z.string().max(100),
  do: z.string().regex(/^(verify|save|fill|(pick|forget) \w+)$/),
});

/** Notes the step that an attendee has open. */
export async function noteStep(workshop: string, step: string): Promise<void> {
  const attendee = await requireAttendee(z.string().max(100).parse(workshop));
  const found = findStep(findLab(attendee.workshop.lab), attendee.enrolment.track, z.string().max(100).parse(step));
  if (found) await openStep({ enrolmentId: attendee.enrolment.id, workshopId: attendee.workshop.id }, found.step.slug);
}

/** `settled`: fields that now hold a value, whatever had been typed there. */
type Answer = Pick<PanelResult, 'did' | 'note' | 'tone' | 'choices'> & { settled?: string[] };

/** Every button of the panel. What was typed is kept first, whatever was pressed. */
export async function actOnStep(_previous: PanelResult, form: FormData): Promise<PanelResult> {
  const input = Input.parse(Object.fromEntries(form));
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' && /^[\w-]+$/.test(name) ? [[name, value.slice(0, 300)]] : [])),
  );
  const attendee = await findAttendee(input.workshop);
  if (!attendee) return { at: Date.now(), did: 'none', problems: {}, typed, signedOut: true };
  const { step } = findStep(findLab(attendee.workshop.lab), attendee.enrolment.track, input.step) ?? notFound();
  const { changes, problems } = read(step, typed, knownOf(attendee) as Record<string, string | undefined>);
  const [what = '', name = ''] = input.do.split(' ');
  if (what === 'forget') changes[name] = null;
  if (what === 'pick') Object.assign(changes, picked(step, name, typed));
  const current = await keep(attendee, changes, 'typed');
  const { settled = [], ...answer } = await act(what, current, step);
  for (const name of settled) delete problems[name];
  return { at: Date.now(), problems, typed, ...answer, state: await attendeeState(current) };
}

/** What of the typed is right and new, and what is wrong with the rest. An emptied field takes its value back. */
function read(step: Step, typed: Record<string, string>, known: Record<string, string | undefined>) {
  const changes: Record<string, string | null> = {};
  const problems: Record<string, string> = {};
  for (const spec of step.collects) {
    const text = typed[spec.name];
    if (spec.isPick || text === undefined || text.trim() === (known[spec.name] ?? '')) continue;
    const parsed = text.trim() ? spec.parse(text) : { value: null };
    if ('problem' in parsed) problems[spec.name] = parsed.problem;
    else changes[spec.name] = parsed.value;
  }
  return { changes, problems };
}

function picked(step: Step, name: string, typed: Record<string, string>): Record<string, string> {
  const spec = step.collects.find((v) => v.name === name);
  const parsed = spec?.parse(typed[`pick-${name}`] ?? '');
  return parsed && 'value' in parsed ? { [name]: parsed.value } : {};
}

async function keep(attendee: Attendee, changes: Record<string, string | null>, source: 'typed' | 'filled'): Promise<Attendee> {
  if (Object.keys(changes).length === 0) return attendee;
  const { enrolment, workshop } = attendee;
  await saveValues({ enrolmentId: enrolment.id, workshopId: workshop.id }, changes, source);
  const values = Object.fromEntries(
    Object.entries({ ...enrolment.values, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return { ...attendee, enrolment: { ...enrolment, values } };
}

async function act(what: string, attendee: Attendee, step: Step): Promise<Answer> {
  if (what === 'verify') return { did: 'verify', ...afterVerify(await verifyFor(attendee, step, 'click')) };
  if (what === 'save' || !step.fill) return { did: 'save' };
  try {
    return {
      did: 'fill',
      ...(await take(attendee, await step.fill.read(cloudsOf(new Run(tokensOf(attendee.person.homeAccountId)), []), knownOf(attendee)))),
    };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { message, remedy } = unreachable(error);
    return { did: 'fill', tone: 'bad', note: `${message} ${remedy}` };
  }
}

async function take(attendee: Attendee, filled: Filled): Promise<Omit<Answer, 'did'>> {
  if ('nothing' in filled) return { tone: 'bad', note: filled.nothing };
  if ('choices' in filled) return { note: filled.note, choices: { name: filled.name, options: filled.choices } };
  await keep(attendee, filled.values, 'filled');
  return { note: filled.note, settled: Object.keys(filled.values) };
}

function afterVerify(verified: Verified): Pick<Answer, 'note'> {
  switch (verified.kind) {
    case 'looked':
    case 'joined':
      return {};
    case 'fresh':
      return { note: `Checked ${verified.secondsAgo} s ago; this is what was found.` };
    case 'busy':
      return { note: 'Another look at this step is still under way. What it finds appears here.' };
    case 'too-often':
      return { note: 'That was a lot of looks within a minute. Give the services a moment; what is waiting turns green by itself.' };
  }
}
