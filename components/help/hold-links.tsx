import { type Kind, kinds } from '@/lib/announcements/view';

/** Leads to an announcement that holds the room at a step, or moves it on, ready to be made. */
export function HoldLinks({ slug, step }: { slug: string; step: { slug: string; number: string } }) {
  const href = (kind: 'hold' | 'go-on') => `/facilitate/${slug}/help?${new URLSearchParams({ kind, step: step.slug })}#announce`;
  return (
    <span className="flex flex-wrap gap-x-4 text-sm">
      <a href={href('hold')}>Hold the room at step {step.number}</a>
      <a href={href('go-on')}>Move it on from step {step.number}</a>
    </span>
  );
}

type Sent = string | readonly string[] | undefined;

/** What the address of the page has chosen for the announcement. Anybody may have made it, so only what can be chosen is. */
export const chosenBy = (
  { kind, step }: { kind?: Sent; step?: Sent },
  steps: readonly { slug: string }[],
): { kind: Kind | undefined; step: string } => ({
  kind: kinds.find((one) => one === kind),
  step: steps.find(({ slug }) => slug === step)?.slug ?? '',
});
