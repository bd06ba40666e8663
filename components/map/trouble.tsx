import { Mark } from '@/components/ui/mark';

/** Names the services that could not be checked. */
export const Trouble = ({ clouds }: { clouds: ReadonlySet<string> }) =>
  clouds.size === 0 ? null : (
    <figcaption className="mt-2 flex items-center gap-2 text-xs text-ink-2">
      <Mark status="unreachable" /> Couldn’t check {[...clouds].join(', ')} just now.
    </figcaption>
  );
