import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonLook } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Note } from '@/components/ui/note';
import { Page } from '@/components/ui/page';
import { rowLook, Sheet } from '@/components/ui/sheet';
import { SlowLink } from '@/components/ui/slow-link';
import { db } from '@/lib/db';
import { roleOf } from '@/lib/entra/role';
import { refuse, requirePerson } from '@/lib/session';
import { dayWords, endsColumns, isOpen } from '@/lib/workshop-end';

export const metadata: Metadata = { title: 'Facilitate' };

export default async function FacilitatePage() {
  const me = await requirePerson();
  const role = await roleOf(me);
  const isFacilitator = role === 'facilitator';
  const asEnrolled = {
    OR: [{ createdById: null }, { createdById: { not: me.id } }], // their own workshop is theirs only as long as they have the role
    enrolments: { some: { personId: me.id, role: 'facilitator' as const } },
  };
  const workshops = await db().workshop.findMany({
    where: { OR: [asEnrolled, ...(isFacilitator ? [{ createdById: me.id }] : [])] },
    orderBy: { createdAt: 'desc' },
    select: {
      slug: true,
      title: true,
      joinCode: true,
      isPractice: true,
      createdAt: true,
      ...endsColumns,
      _count: { select: { enrolments: { where: { role: 'attendee' } } } },
    },
  });
  if (workshops.length === 0 && !isFacilitator) await refuse(me, role === 'unconfirmed' ? role : 'refused');
  return (
    <Page>
      <h1>Your workshops</h1>
      {isFacilitator ? (
        <p className="mb-6">
          <Link className={buttonLook('primary')} href="/facilitate/new">
            Create a workshop
          </Link>
        </p>
      ) : null}
      {workshops.length === 0 ? <Note>None yet. Create one, and give its join code to the people who will attend.</Note> : null}
      <Sheet hidden={workshops.length === 0}>
        {workshops.map((w) => (
          <li key={w.slug}>
            <SlowLink className={rowLook} href={`/facilitate/${w.slug}`}>
              <span className="min-w-0 grow">
                {w.title} {w.isPractice ? <Chip isDashed>practice</Chip> : null} {isOpen(w) ? null : <Chip>closed</Chip>}
                <small className="block text-ink-3">
                  {w._count.enrolments} {w._count.enrolments === 1 ? 'attendee' : 'attendees'}, created on {dayWords(w.createdAt)}
                </small>
              </span>
              {isOpen(w) ? <code>{w.joinCode}</code> : null}
            </SlowLink>
          </li>
        ))}
      </Sheet>
    </Page>
  );
}
