import type { Metadata } from 'next';
import Link from 'next/link';
import { forbidden } from 'next/navigation';
import { db } from '@/lib/db';
import { requirePerson } from '@/lib/session';

export const metadata: Metadata = { title: 'Facilitate' };

export default async function FacilitatePage() {
  const me = await requirePerson();
  const workshops = await db().workshop.findMany({
    where: { OR: [{ createdById: me.id }, { enrolments: { some: { personId: me.id, role: 'facilitator' } } }] },
    orderBy: { createdAt: 'desc' },
    select: {
      slug: true,
      title: true,
      joinCode: true,
      isPractice: true,
      createdAt: true,
      _count: { select: { enrolments: { where: { role: 'attendee' } } } },
    },
  });
  if (workshops.length === 0 && !me.isFacilitator) forbidden();
  return (
    <main className="page">
      <h1>Your workshops</h1>
      {me.isFacilitator ? (
        <p className="mb-6">
          <Link className="verify small" href="/facilitate/new">
            Create a workshop
          </Link>
        </p>
      ) : null}
      {workshops.length === 0 ? <p className="note">None yet. Create one, and give its join code to the people who will attend.</p> : null}
      <ul className="sheet" hidden={workshops.length === 0}>
        {workshops.map((w) => (
          <li key={w.slug}>
            <Link className="row plain" href={`/facilitate/${w.slug}`} prefetch={false}>
              <span>
                {w.title} {w.isPractice ? <span className="chip practice">practice</span> : null}
                <small className="block text-ink-3">
                  {w._count.enrolments} {w._count.enrolments === 1 ? 'attendee' : 'attendees'}, made{' '}
                  {w.createdAt.toISOString().slice(0, 10)}
                </small>
              </span>
              <code>{w.joinCode}</code>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
