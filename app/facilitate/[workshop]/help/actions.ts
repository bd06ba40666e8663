'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireInput } from '@/app/input';
import type { Answer } from '@/components/help/answer';
import { findLab } from '@/labs';
import { audiences, kinds } from '@/lib/announcements/view';
import { announce, endAnnouncement } from '@/lib/announcements/write';
import { readText } from '@/lib/help/looks-secret';
import { actOnHelp, type HelpAct, type HelpDone } from '@/lib/help/write';
import { allSteps, type Lab } from '@/lib/lab/lab';
import { groupsOf } from '@/lib/pace/group';
import { boardRows } from '@/lib/progress/board-rows';
import { planOfWorkshop } from '@/lib/progress/plan';
import { requireFacilitator } from '@/lib/session';
import { Slug } from '@/lib/slug';
import { togetherIn } from '@/lib/together/read';
import { doneWords, saidWords, togetherWords } from './words';

const said = (note: string, tone: Answer['tone'] = 'done'): Answer => ({ at: Date.now(), note, tone });

const Acted = z.object({
  act: z.enum(['take', 'answer', 'put-back', 'take-over', 'hand-over', 'close', 'reopen']),
  text: z.string().max(5000).optional(),
  to: z.string().max(40).optional(),
});

/** Takes a request for help, from whoever is on it too, answers it, hands it over, puts it back, closes it, or opens it again. */
export async function actOnRequest(slug: string, request: string, _previous: Answer, form: FormData): Promise<Answer> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const id = requireInput(z.uuid(), request);
  const { act, text: typed, to } = requireInput(Acted, Object.fromEntries(form));
  const read = act === 'answer' || act === 'close' ? readText(typed) : { text: null };
  if ('problem' in read) return { at: Date.now(), problem: read.problem, typed: { text: typed ?? '' } };
  if (act === 'answer' && read.text === null) return { at: Date.now(), problem: 'Write an answer first.' };
  const done = await actOnHelp(workshop.id, id, person.id, actOf(act, read.text, act === 'take-over' ? person.id : to));
  revalidatePath(`/facilitate/${workshop.slug}`, 'layout');
  return done.kind === 'done'
    ? { at: Date.now() }
    : {
        ...said(doneWords(done), 'bad'),
        ...kept(done, read.text),
        ...(done.kind === 'taken' ? { onIt: done.by } : {}),
      };
}

function actOf(act: z.infer<typeof Acted>['act'], text: string | null, to: string | undefined): HelpAct {
  switch (act) {
    case 'answer':
      return { kind: 'answer', text: text ?? '' };
    case 'close':
      return { kind: 'close', text };
    case 'take-over':
    case 'hand-over':
      return { kind: 'hand-over', to: requireInput(z.uuid(), to) };
    default:
      return { kind: act };
  }
}

/** An answer that was not sent stays in the field. */
const kept = ({ kind }: HelpDone, text: string | null) => (kind === 'full' && text !== null ? { typed: { text } } : {});

const Said = z.object({
  kind: z.enum(kinds),
  audience: z.enum(audiences).exclude(['listed']),
  step: z.string().max(100).default(''),
  text: z.string().max(5000).default(''),
});

/** Says something to attendees: to everybody, to whoever is on a step, or to those who are stuck now. */
export async function say(slug: string, _previous: Answer, form: FormData): Promise<Answer> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const { kind, audience, step: typedStep, text: typed } = requireInput(Said, Object.fromEntries(form));
  const lab = findLab(workshop.lab);
  const step = allSteps(lab).find((s) => s.slug === typedStep)?.slug ?? null;
  const wrong = (problem: Partial<Answer>): Answer => ({
    at: Date.now(),
    typed: { kind, audience, step: typedStep, text: typed },
    ...problem,
  });
  const read = readText(typed);
  if ('problem' in read) return wrong({ problem: read.problem });
  const isOnTheWay = kind === 'hold' || kind === 'go-on';
  if (step === null && (isOnTheWay || audience === 'step')) return wrong(said('Choose a step.', 'bad'));
  if (read.text === null && !isOnTheWay) return wrong({ problem: 'Write what you want to say.' });
  const enrolmentIds = audience === 'stuck' ? await stuckIn(lab, workshop.id) : [];
  const people = await announce(workshop.id, person.id, { kind, text: read.text ?? '', audience, step, enrolmentIds });
  if (people === 0) return wrong(said('Nobody is stuck right now, so nothing was announced.', 'bad'));
  revalidatePath(`/facilitate/${workshop.slug}`, 'layout');
  return said(saidWords(people));
}

/** Who is stuck, as the board counts them; whoever asked for help among them. */
async function stuckIn(lab: Lab, workshopId: string): Promise<string[]> {
  const [rows, { breaks }] = await Promise.all([boardRows(lab, workshopId), planOfWorkshop(workshopId)]);
  const steps = allSteps(lab);
  return rows.filter((row) => groupsOf(row, steps, Date.now(), breaks).includes('stuck')).map(({ id }) => id);
}

/** Tells those who have a failure in common, and nobody else, what to do about it, or that it is us. @param key which one, as `together` names it */
export async function tellThem(slug: string, key: string, _previous: Answer, _form: FormData): Promise<Answer> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  const wanted = requireInput(z.string().max(1000), key);
  const line = (await togetherIn(workshop.id)).find((l) => l.key === wanted);
  if (!line) return said('This problem is no longer shared, so nothing was announced.', 'bad');
  const step = allSteps(findLab(workshop.lab)).find((s) => s.slug === line.step);
  const people = await announce(workshop.id, person.id, {
    ...togetherWords(line, step ? `${step.number} ${step.title}` : null),
    about: line.key,
    audience: 'listed',
    step: null,
    enrolmentIds: line.people.map(({ id }) => id),
  });
  revalidatePath(`/facilitate/${workshop.slug}`, 'layout');
  return people === 0 ? said('They’ve left the workshop, so nothing was announced.', 'bad') : said(saidWords(people));
}

/** Takes an announcement off all pages. */
export async function endSaid(slug: string, id: string): Promise<void> {
  const { person, workshop } = await requireFacilitator(requireInput(Slug, slug));
  await endAnnouncement(workshop.id, person.id, requireInput(z.uuid(), id));
  revalidatePath(`/facilitate/${workshop.slug}`, 'layout');
}
