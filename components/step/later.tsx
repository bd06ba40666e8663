import { Banner } from '@/components/ui/banner';
import { Since } from '@/components/ui/now';
import { SlowLink } from '@/components/ui/slow-link';
import type { StepState } from '@/lib/attendee/state';
import { type Lost, lostOf } from '@/lib/progress/later';
import { useAttendee, useSections } from './state';
import type { CheckView } from './view';

/** Of a passed step, or a part of the map, that is not as it was. */
const changedWords = 'changed since';

/** What has changed since a step was passed. It takes nothing back. */
export function Changed({ lost, checks, who = 'you' }: { lost: readonly Lost[]; checks: readonly CheckView[]; who?: 'you' | 'they' }) {
  if (lost.length === 0) return null;
  return (
    <Banner role="note">
      <b>Something has changed since {who} passed this step.</b> It stays passed.
      <ul className="mt-1 list-disc pl-5">
        {lost.map((s) => (
          <li key={s.checkId}>
            {checks.find((c) => c.id === s.checkId)?.title ?? s.checkId}: {s.verdict.message} <When of={s} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

/** Beside a passed step of which something has changed since. */
export const ChangedMark = ({ state }: { state: StepState | undefined }) =>
  state && lostOf(state).length > 0 ? (
    <span data-status="waiting" className="ml-1 rounded-sm bg-tone-soft px-1 text-xs font-semibold text-tone" title={changedWords}>
      <span aria-hidden="true">!</span>
      <span className="sr-only"> {changedWords}</span>
    </span>
  ) : null;

/** When a service says that it changed; else when Guidepost noticed. */
export function When({ of: { verdict, since } }: { of: Lost }) {
  const at = 'since' in verdict ? verdict.since : undefined;
  if (at)
    return (
      <>
        That was <Since at={at} /> ago.
      </>
    );
  return since ? (
    <>
      Noticed <Since at={since} /> ago.
    </>
  ) : null;
}

/** On a step that does not pass: which of the passed steps that it builds on have changed since. */
export function BuiltOn({ slugs }: { slugs: readonly string[] }) {
  const { steps: states } = useAttendee();
  const changed = useSections()
    .flatMap((section) => section.steps)
    .flatMap((step) => {
      const state = slugs.includes(step.slug) ? states[step.slug] : undefined;
      const [first] = state ? lostOf(state) : [];
      return first ? [{ step, first }] : [];
    });
  if (changed.length === 0) return null;
  return (
    <Banner role="note">
      {changed.map(({ step, first }) => (
        <p key={step.slug}>
          This step builds on{' '}
          <SlowLink href={step.href}>
            {step.number} {step.title}
          </SlowLink>
          , which has changed since you passed it: {first.verdict.message} <When of={first} />
        </p>
      ))}
    </Banner>
  );
}
