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
