import { z } from 'zod';
import { type Audience, audiences, type Kind, kinds } from '@/lib/announcements/view';
import { db } from '@/lib/db';

/** As the record of an act has it; the words themselves are with the announcement, and go with it. */
const About = z.object({
  announcement: z.uuid(),
  kind: z.enum(kinds).optional(),
  audience: z.enum(audiences).optional(),
  people: z.number().int().optional(),
});

const kindWords: Record<Kind, string> = {
  news: 'News',
  ours: 'It’s us, hold on',
  hold: 'Stay at a step',
  'go-on': 'Go on from a step',
};

/** How much of an announcement is repeated. */
const longest = 160;
const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text);

function audienceWords(audience: Audience, people: number): string {
  switch (audience) {
    case 'everybody':
      return 'to everybody';
    case 'step':
      return 'to anyone on the step';
    case 'stuck':
      return `to ${people === 1 ? 'one person who was' : `${people} people who were`} stuck`;
    case 'listed':
      return `to ${people === 1 ? 'one person' : `${people} people`}`;
  }
}

/** What announcements said, of what kind they were, and to whom, by their ids: for acts with these details. */
export async function announcementWords(details: readonly unknown[]): Promise<(detail: unknown) => string[]> {
  const ids = details.flatMap((detail) => About.safeParse(detail).data?.announcement ?? []);
  const select = { id: true, kind: true, audience: true, text: true, enrolmentIds: true } as const;
  const found = ids.length === 0 ? [] : await db().announcement.findMany({ where: { id: { in: ids } }, select });
  const byId = new Map(found.map((row) => [row.id, row]));
  return (detail) => {
    const about = About.safeParse(detail).data;
    if (!about) return [];
    const row = byId.get(about.announcement);
    const kind = about.kind ?? z.enum(kinds).safeParse(row?.kind).data;
    const audience = about.audience ?? z.enum(audiences).safeParse(row?.audience).data;
    const people = about.people ?? row?.enrolmentIds.length ?? 0;
    const what = [kind ? kindWords[kind] : '', audience ? audienceWords(audience, people) : ''].filter(Boolean).join(', ');
    return [...(what ? [what] : []), ...(row?.text ? [`“${cut(row.text)}”`] : [])];
  };
}
