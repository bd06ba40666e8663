import { z } from 'zod';
import type { Act } from '@/lib/audit';
import { db } from '@/lib/db';
import { allSteps, type Lab, labelOf, trackIn } from '@/lib/lab/lab';
import { sealedIn } from '@/lib/lab/settings';
import type { ActView } from '@/lib/room/close-up';
import { announcementWords } from './announcement-words';

/** Acts shown; the rest stays in the database. */
const shown = 20;

const words: Record<Act, string> = {
  'workshop.created': 'Workshop created',
  'workshop.changed': 'Settings changed',
  'workshop.scheduled': 'Schedule changed',
  'workshop.closed': 'Workshop closed',
  'workshop.reopened': 'Workshop reopened',
  'workshop.code-renewed': 'Join code renewed',
  'workshop.deleted': 'Workshop deleted',
  'workshop.keys-removed': 'Keys removed because the workshop ended',
  'workshop.data-deleted': 'Attendees’ data deleted',
  'attendee.removed': 'Attendee removed',
  'attendee.data-deleted': 'One person’s data deleted',
  'facilitator.invited': 'Facilitator invited',
  'facilitator.invitation-withdrawn': 'Invitation withdrawn',
  'facilitator.joined': 'Facilitator joined by invitation',
  'facilitator.removed': 'Facilitator removed',
  'facilitator.left': 'Facilitator left',
  'joining.closed': 'Joining closed',
  'joining.opened': 'Joining reopened',
  'roster.imported': 'List of expected people imported',
  'roster.shortened': 'Expected people removed from the list',
  'table.downloaded': 'Table downloaded',
  'leftovers.checked': 'What may still run checked for everybody',
  'help.taken': 'Request for help taken',
  'help.answered': 'Request for help answered',
  'help.handed-over': 'Request for help handed over',
  'help.closed': 'Request for help closed',
  'help.reopened': 'Request for help reopened',
  'announcement.made': 'Announcement made',
  'announcement.ended': 'Announcement ended',
  'attendee.checked': 'Step checked for them',
  'step.checked': 'Step checked for everyone on it',
  'attendee.step-waived': 'Step waived',
  'attendee.step-reopened': 'Step reopened',
  'attendee.value-corrected': 'Value corrected',
  'attendee.track-changed': 'Moved to another track',
  'attempt.rejudged': 'Judged again, after a check was fixed',
  'solve.offered': 'Offered to do a step for an attendee',
  'solve.agreed': 'Attendee accepted help with a step',
  'solve.declined': 'Attendee declined help with a step, or stopped it',
  'solve.done': 'Step done for an attendee',
  'solve.left': 'Step done for an attendee, except what only they can do',
  'solve.failed': 'Step couldn’t be done for an attendee',
  'solve.stopped': 'Step ended before it was done for an attendee',
};

const Change = z.object({ from: z.string().nullable(), to: z.string().nullable() });
const Detail = z.record(z.string(), z.unknown()).nullable().catch(null);
const Names = z.record(z.string(), z.string()).catch({});

const ends: Record<string, string> = {
  title: 'Title',
  endsAt: 'End',
  retentionDays: 'Days kept after the end',
  startsAt: 'Start',
  plannedEnd: 'Planned end',
  breaks: 'Breaks',
  expected: 'Expected people',
  answerDays: 'Days that answers are kept',
};

/** A change in words; null if it is none, or goes from nothing to nothing, as earlier versions of Guidepost stored them. */
export function changeWords(value: unknown, nothing: string): string | null {
  const { data: change } = Change.safeParse(value);
  const [from, to] = [change?.from || nothing, change?.to || nothing];
  return from === to ? null : `${from} → ${to}`;
}

const About = z.object({ enrolment: z.uuid().optional(), step: z.string().optional(), reason: z.string().optional() });

/** For acts on attendees: on whom, by the ids of enrolments, without those who have left. */
async function namesOf(details: readonly unknown[]): Promise<Map<string, string>> {
  const ids = details.flatMap((detail) => About.safeParse(detail).data?.enrolment ?? []);
  if (ids.length === 0) return new Map();
  const found = await db().enrolment.findMany({ where: { id: { in: ids } }, select: { id: true, person: { select: { name: true } } } });
  return new Map(found.map(({ id, person }) => [id, person.name]));
}

/** On which step, and why, an act on an attendee was. */
function aboutWords(lab: Lab, detail: unknown): string[] {
  const { step: slug, reason } = About.safeParse(detail).data ?? {};
  const step = allSteps(lab).find((s) => s.slug === slug);
  return [...(slug ? [step ? `${step.number} ${step.title}` : slug] : []), ...(reason ? [`Why: ${reason}`] : [])];
}

/** Tracks by their titles. */
function trackWords(lab: Lab, value: unknown): string | null {
  const { data: change } = Change.safeParse(value);
  const titleOf = (track: string | null) => lab.tracks[trackIn(lab, track ?? '')]?.title ?? null;
  return change ? changeWords({ from: titleOf(change.from), to: titleOf(change.to) }, 'none') : null;
}

/** Acts whose reason the attendee is told: who does them is asked for one. */
export const reasonedActs = [
  'attendee.step-waived',
  'attendee.step-reopened',
  'attendee.value-corrected',
  'attendee.track-changed',
] as const satisfies readonly Act[];

/**
 * The last acts in a workshop, in words.
 * @param enrolmentId only those on one attendee, and without their name
 * @param only those alone
 */
export async function actsOf(lab: Lab, workshopId: string, enrolmentId?: string, only?: readonly Act[]): Promise<ActView[]> {
  const found = await db().auditEvent.findMany({
    where: {
      workshopId,
      ...(only ? { action: { in: [...only] } } : {}),
      ...(enrolmentId ? { detail: { path: ['enrolment'], equals: enrolmentId } } : {}),
    },
    orderBy: { at: 'desc' },
    take: shown,
    select: { id: true, at: true, action: true, detail: true, person: { select: { name: true } } },
  });
  const secrets = new Map(sealedIn(lab).map(([name, { label }]) => [name, label]));
  const label = (name: string) => ends[name] ?? secrets.get(name) ?? labelOf(lab, name);
  const details = found.map(({ detail }) => detail);
  const [names, announced] = await Promise.all([enrolmentId ? new Map<string, string>() : namesOf(details), announcementWords(details)]);
  return found.map(({ id, at, action, detail, person }) => {
    const all = Object.entries(Detail.parse(detail) ?? {});
    const changes = all.flatMap(([name, value]) => {
      const said = name === 'track' ? trackWords(lab, value) : changeWords(value, Object.hasOwn(ends, name) ? 'none' : 'empty');
      return said ? [`${label(name)}: ${said}`] : [];
    });
    const removed = all.flatMap(([name, value]) => (name === 'secrets' ? Object.entries(Names.parse(value)) : []));
    return {
      id,
      at: at.toISOString(),
      by: person?.name ?? null,
      act: Object.hasOwn(words, action) ? words[action as Act] : action, // hasOwn says that it is one
      changes: [
        ...[names.get(About.safeParse(detail).data?.enrolment ?? '') ?? []].flat(),
        ...announced(detail),
        ...changes,
        ...aboutWords(lab, detail),
        ...removed.map(([name, what]) => `${label(name)}: ${what}`),
      ],
    };
  });
}
