import type { ReactNode } from 'react';
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

/** The one bar on every page: where I am, and who. */
export function TopBar({ where, isPractice, person, signOut, children }: Props) {
  return (
    <header className="top">
      <Brand />
      {where ? <span className="where">{where}</span> : null}
      <span className="grow" />
      {isPractice ? <span className="chip practice wide">Practice cloud</span> : null}
      {children}
      {person ? (
        <details className="relative">
          <summary className="me" aria-label={`Account of ${person.name}`}>
            <span aria-hidden="true">{initials(person.name)}</span>
          </summary>
          <div className="menu">
            <span>
              <b>{person.name}</b>
              <br />
              <span className="text-ink-2">{person.userName}</span>
            </span>
            {person.isFacilitator ? <a href="/facilitate">Facilitate</a> : null}
            <a href="/">My workshops</a>
            <form action={signOut}>
              <button type="submit" className="fill">
                Sign out
              </button>
            </form>
          </div>
        </details>
      ) : null}
    </header>
  );
}
