import { buttonLook } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Note } from '@/components/ui/note';
import { Sheet } from '@/components/ui/sheet';
import { SlowLink } from '@/components/ui/slow-link';
import { allLabs } from '@/labs';
import { db } from '@/lib/db';
import { stepsOf, trackIn } from '@/lib/lab/lab';

/** A person's workshops: how far they are in each, where to continue, and where they were. */
export async function Workshops({ personId }: { personId: string }) {
  const mine = await db().enrolment.findMany({
    where: { personId, role: 'attendee' },
    orderBy: { joinedAt: 'desc' },
    select: {
      step: true,
      track: true,
      workshop: { select: { slug: true, title: true, lab: true, isPractice: true } },
      passes: { select: { step: true } },
    },
  });
  if (mine.length === 0) return <Note>None yet. Enter your join code, or open the link you were given.</Note>;
  return (
    <Sheet>
      {mine.map(({ workshop, step, track, passes }) => {
        const lab = allLabs().find((l) => l.id === workshop.lab);
        if (!lab) {
          return (
            <li key={workshop.slug} className="px-4 py-3">
              {workshop.title} <small className="text-ink-3">Its lab isn’t installed here anymore. Ask your facilitator.</small>
            </li>
          ); // one that is gone takes none of the others with it
        }
        const steps = stepsOf(lab, trackIn(lab, track));
        const passed = new Set(passes.map((p) => p.step));
        const toDo = steps.filter((s) => !passed.has(s.slug));
        const minutes = toDo.reduce((sum, s) => sum + s.minutes, 0);
        const [next] = toDo;
        const last = steps.find((s) => s.slug === step);
        const base = `/w/${workshop.slug}`;
        return (
          <li key={workshop.slug} className="px-4 py-3">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <SlowLink className="font-semibold text-ink no-underline hover:underline" href={base}>
                {workshop.title}
              </SlowLink>
              {workshop.isPractice ? <Chip isDashed>practice</Chip> : null}
              <small className="text-ink-3 wide:ml-auto">
                {steps.length - toDo.length} of {steps.length} verified{minutes > 0 ? `, about ${minutes} min left` : ''}
              </small>
            </div>
            <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
              {next ? (
                <SlowLink className={buttonLook('main')} href={`${base}/${next.slug}`}>
                  {next === steps[0] ? 'Start' : 'Continue'} with {next.number} {next.title}
                </SlowLink>
              ) : (
                <SlowLink href={`${base}/summary`}>See what you built</SlowLink>
              )}
              {last && last !== next ? (
                <SlowLink href={`${base}/${last.slug}`}>
                  Where you were: {last.number} {last.title}
                </SlowLink>
              ) : null}
            </div>
          </li>
        );
      })}
    </Sheet>
  );
}

/**
 * The way to the workshops that somebody facilitates. Only people who were invited need it: they have no facilitator role in the tenant.
 */
export async function Facilitated({ personId }: { personId: string }) {
  const othersOwn = { OR: [{ createdById: null }, { createdById: { not: personId } }] };
  const count = await db().enrolment.count({ where: { personId, role: 'facilitator', workshop: othersOwn } });
  if (count === 0) return null;
  return (
    <p className="mt-3">
      <a href="/facilitate">{count === 1 ? 'The workshop you facilitate' : `The ${count} workshops you facilitate`}</a>
    </p>
  );
}
