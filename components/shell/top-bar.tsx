import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Bar } from './bar';
import { Brand } from './brand';

interface Props {
  where?: string;
  isPractice: boolean;
  person: { name: string; userName: string; isFacilitator: boolean } | null;
  signOut: () => Promise<void>;
  children?: ReactNode;
}

const initials = (name: string) =>
  name
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join('');

/** The bar on every page: where I am, and who is signed in. */
export function TopBar({ where, isPractice, person, signOut, children }: Props) {
  return (
    <Bar>
      <Brand />
      {where ? <span className="min-w-0 truncate text-sm text-ink-2 max-wide:hidden">{where}</span> : null}
      <span className="grow" />
      {isPractice ? (
        <Chip isDashed className="max-wide:hidden">
          Practice cloud
        </Chip>
      ) : null}
      {children}
      {person ? (
        <details className="relative">
          <summary
            className="ml-0 grid size-8 flex-none list-none place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent [&::-webkit-details-marker]:hidden"
            aria-label={`Account of ${person.name}`}
          >
            <span aria-hidden="true">{initials(person.name)}</span>
          </summary>
          <div className="absolute top-10 right-0 z-20 grid min-w-55 gap-2 rounded-lg border border-line-strong bg-raised px-4 py-3 text-sm">
            <span>
              <b>{person.name}</b>
              <br />
              <span className="text-ink-2">{person.userName}</span>
            </span>
            {person.isFacilitator ? <a href="/facilitate">Facilitate</a> : null}
            <a href="/">My workshops</a>
            <form action={signOut}>
              <Button>Sign out</Button>
            </form>
          </div>
        </details>
      ) : null}
    </Bar>
  );
}
