'use server';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { accessOf } from '@/app/(attendee)/w/access';
import { attendeeState, knownOf } from '@/app/(attendee)/w/attendee-state';
import { verifyFor } from '@/app/(attendee)/w/verify-for';
import type { PanelResult } from '@/components/step/view';
import { findLab, findStep } from '@/labs';
import type { Filled, Step } from '@/labs/lab';
import { unreachable } from '@/lib/checks/trouble';
import { cloudsOf } from '@/lib/clouds/clouds';
import { Run } from '@/lib/clouds/http';
import { UpstreamError } from '@/lib/clouds/trouble';
import { openStep, saveValues } from '@/lib/progress/enrolment';
import { askForHelp, endHelp } from '@/lib/progress/help';
import { endLease, takeLease } from '@/lib/progress/lease';
import type { Verified } from '@/lib/progress/verify';
import { type Attendee, findAttendee, requireAttendee } from '@/lib/session';

const Input = z.object({
  workshop: z.string().max(100),
  step: z.string().max(100),
  do: z.string().regex(/^(verify|save|fill|help|help-no-more|(pick|forget|probe) \w+)$/),
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
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && /^[\w-]+$/.test(name) ? [[name, value.slice(0, 500)] as const] : [],
  );
  // what is secret is used here and now, and not sent back
  const typed = Object.fromEntries(fields.filter(([name]) => !name.startsWith('secret-')));
  const secrets = Object.fromEntries(fields.filter(([name]) => name.startsWith('secret-')));
  const attendee = await findAttendee(input.workshop);
  if (!attendee) return { at: Date.now(), did: 'none', problems: {}, typed, signedOut: true };
  const { step } = findStep(findLab(attendee.workshop.lab), attendee.enrolment.track, input.step) ?? notFound();
  const { changes, problems } = read(step, typed, knownOf(attendee) as Record<string, string | undefined>);
  const [what = '', name = ''] = input.do.split(' ');
  if (what === 'forget') changes[name] = null;
  if (what === 'pick') Object.assign(changes, picked(step, name, typed));
  const current = await keep(attendee, changes, 'typed');
  const { settled = [], ...answer } = await act(what, name, current, step, secrets);
  for (const name of settled) delete problems[name];
  const state = await attendeeState(current);
  const here = Object.entries(state.standings).filter(([slug]) => slug === step.slug); // of other steps the stream tells
  return { at: Date.now(), problems, typed, ...answer, state: { ...state, standings: Object.fromEntries(here) } };
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

async function act(what: string, name: string, attendee: Attendee, step: Step, secrets: Record<string, string>): Promise<Answer> {
  const personalKey = secrets['secret-dssKey'];
  if (what === 'verify') return { did: 'verify', ...afterVerify(await verifyFor(attendee, step, 'click', personalKey)) };
  if (what === 'probe') return { did: 'fill', ...(await probe(attendee, step, name, secrets[`secret-${name}`] ?? '')) };
  const at = { enrolmentId: attendee.enrolment.id, workshopId: attendee.workshop.id };
  if (what === 'help') await askForHelp(at);
  if (what === 'help-no-more') await endHelp(at);
  // a pick made or taken back is followed by a look at what it leads to
  const isLook = what === 'fill' || what === 'pick' || what === 'forget';
  if (!isLook || !step.fill) return { did: 'save' };
  const { read } = step.fill;
  const filled = await tried(async () =>
    take(attendee, await read(cloudsOf(new Run(accessOf(attendee, { personalKey })), []), knownOf(attendee))),
  );
  return { did: 'fill', ...filled };
}

type Said = Omit<Answer, 'did'>;

/** What a service that could not be asked has to say, in place of an answer. */
async function tried(ask: () => Promise<Said>): Promise<Said> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { message, remedy } = unreachable(error);
    return { tone: 'bad', note: `${message} ${remedy}` };
  }
}

/** Tries something secret once. Nothing of it is kept, not even that it was tried. */
async function probe(attendee: Attendee, step: Step, name: string, secret: string): Promise<Said> {
  const spec = step.secrets?.find((s) => s.name === name)?.probe;
  if (!spec) notFound();
  if (!secret) return { tone: 'bad', note: 'There is nothing to try yet. Paste it into the field first.' };
  const lease = await takeLease(attendee.enrolment.id, `probe ${name}`);
  if (lease.kind !== 'taken') return { tone: 'bad', note: 'One try at a time. Give it a moment.' };
  try {
    return await tried(async () => {
      const verdict = await spec.run(cloudsOf(new Run(accessOf(attendee)), []), knownOf(attendee), secret);
      if (verdict.status === 'pass') return { tone: 'done', note: verdict.message };
      return { tone: 'bad', note: verdict.status === 'waiting' ? verdict.on : `${verdict.message} ${verdict.remedy}` };
    });
  } finally {
    await endLease(attendee.enrolment.id, `probe ${name}`);
  }
}

async function take(attendee: Attendee, filled: Filled): Promise<Said> {
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
