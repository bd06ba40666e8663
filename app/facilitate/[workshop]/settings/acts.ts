import { z } from 'zod';
import type { ActView } from '@/components/board/act-list';
import type { Act } from '@/lib/audit';
import { db } from '@/lib/db';
import { type Lab, labelOf } from '@/lib/lab/lab';
import { sealedIn } from '@/lib/lab/settings';

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
  'workshop.keys-removed': 'Keys removed, as the workshop has ended',
  'workshop.data-deleted': 'Attendees’ data deleted',
  'attendee.removed': 'Attendee removed',
  'attendee.data-deleted': 'One person’s data deleted',
  'facilitator.invited': 'Facilitator invited',
  'facilitator.invitation-withdrawn': 'Invitation withdrawn',
  'facilitator.joined': 'Facilitator joined by invitation',
  'facilitator.removed': 'Facilitator removed',
  'facilitator.left': 'Facilitator left',
  'joining.closed': 'Joining closed',
  'joining.opened': 'Joining opened again',
  'roster.imported': 'List of expected people imported',
  'roster.shortened': 'Expected people removed from the list',
  'table.downloaded': 'Table downloaded',
  'help.taken': 'Request for help taken',
  'help.answered': 'Request for help answered',
  'help.handed-over': 'Request for help handed over',
  'help.closed': 'Request for help closed',
  'announcement.made': 'Announcement made',
  'announcement.ended': 'Announcement ended',
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
};

/** A change in words; null where it is none, or one from nothing to nothing, as earlier Guideposts kept them. */
export function changeWords(value: unknown, nothing: string): string | null {
  const { data: change } = Change.safeParse(value);
  const [from, to] = [change?.from || nothing, change?.to || nothing];
  return from === to ? null : `${from} → ${to}`;
}

/** The last acts in a workshop, in words. */
export async function actsOf(lab: Lab, workshopId: string): Promise<ActView[]> {
  const found = await db().auditEvent.findMany({
    where: { workshopId },
    orderBy: { at: 'desc' },
    take: shown,
    select: { id: true, at: true, action: true, detail: true, person: { select: { name: true } } },
  });
  const secrets = new Map(sealedIn(lab).map(([name, { label }]) => [name, label]));
  const label = (name: string) => ends[name] ?? secrets.get(name) ?? labelOf(lab, name);
  return found.map(({ id, at, action, detail, person }) => {
    const all = Object.entries(Detail.parse(detail) ?? {});
    const changes = all.flatMap(([name, value]) => {
      const said = changeWords(value, Object.hasOwn(ends, name) ? 'none' : 'empty');
      return said ? [`${label(name)}: ${said}`] : [];
    });
    const removed = all.flatMap(([name, value]) => (name === 'secrets' ? Object.entries(Names.parse(value)) : []));
    return {
      id,
      at: at.toISOString(),
      by: person?.name ?? null,
      act: Object.hasOwn(words, action) ? words[action as Act] : action, // hasOwn says that it is one
      changes: [...changes, ...removed.map(([name, what]) => `${label(name)}: ${what}`)],
    };
  });
}
